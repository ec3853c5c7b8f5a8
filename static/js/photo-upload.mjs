// Sends photos as soon as they are chosen, one after the other; the form around it works without.
// Every answer is the page itself, of which this takes the list of photos and the error.
import { Component } from 'govuk-frontend'

import { shrink } from './shrink-photo.mjs'

export class PhotoUpload extends Component {
  static moduleName = 'cs-photo-upload'

  constructor(root) {
    super(root)
    this.words = root.dataset
    this.form = root.closest('form')
    this.input = root.querySelector('input[type=file]')
    this.added = document.getElementById('photos-added')
    this.field = root.querySelector('.cs-photo-upload__field')
    this.full = root.querySelector('.cs-photo-upload__full')
    this.said = make('p')
    this.said.setAttribute('role', 'status')
    this.say('')
    root.append(this.said)
    this.errors = []
    this.failed = new Map() // tile -> file
    this.busy = 0
    this.work = Promise.resolve()
    root.querySelector('[name=add]').hidden = true
    this.input.addEventListener('change', () => this.take([...this.input.files]))
    this.added.addEventListener('submit', (event) => this.remove(event))
    this.form.addEventListener('submit', (event) => this.leave(event))
  }

  get list() {
    return this.added.querySelector('ul')
  }

  // Sends what fits of the files just chosen.
  take(files) {
    this.clearErrors()
    const room = this.words.most - this.list.children.length
    if (files.length > room) this.errors.push(this.words.tooMany)
    files.slice(0, room).forEach((file, place) => {
      this.send(file, this.addTile(), files.length > 1 ? place + 1 : '')
    })
    this.keepFailed()
    this.refresh()
  }

  addTile() {
    const tile = make('li', 'cs-photos__item')
    this.list.append(tile)
    this.list.hidden = false
    tile.dataset.number = this.list.children.length
    this.fill(tile, 'waiting')
    return tile
  }

  name(word, tile) {
    return this.words[word].replace('{number}', tile.dataset.number)
  }

  // Writes what is happening to a photo into its tile, with a bar or buttons.
  fill(tile, word, ...controls) {
    const picture = make('div', 'cs-photos__picture cs-photos__picture--none')
    const foot = make('p', 'cs-photos__foot', this.name(word, tile))
    for (const control of controls) {
      control.setAttribute('aria-label', `${control.textContent} ${foot.textContent}`.trim())
    }
    picture.append(...controls)
    tile.replaceChildren(picture, foot)
  }

  send(file, tile, number) {
    return this.queue(async () => {
      const bar = make('progress')
      this.fill(tile, 'sending', bar)
      this.say(this.name('sending', tile))
      const data = new FormData(this.form)
      data.set('photos', await shrink(file), 'photo')
      data.set('number', number)
      data.set('add', '')
      try {
        const answer = await this.post(this.form.action, data, (part) => (bar.value = part))
        tile.remove()
        this.adopt(answer)
      } catch {
        this.fail(tile, file, number)
      }
      this.refresh()
    })
  }

  // One request after the other, so that no list of photos is older than the one it replaces.
  queue(job) {
    this.busy += 1
    this.work = this.work.then(job).then(() => {
      this.busy -= 1
    })
    return this.work
  }

  // Resolves with the page that answers, if it has a list of photos.
  post(address, data, progress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', address)
      request.responseType = 'document'
      if (progress) request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
      request.onerror = reject
      request.onload = () =>
        request.response?.getElementById('photos-added') ? resolve(request.response) : reject()
      request.send(data)
    })
  }

  // Takes the list of photos over from a page; pictures that are here already are not sent again.
  adopt(page) {
    const fresh = page.getElementById('photos-added')
    const kept = []
    for (const picture of fresh.querySelectorAll('img')) {
      const item = picture.closest('li')
      const here = document.getElementById(item.id)?.querySelector('img')
      if (!here) continue
      here.alt = picture.alt
      picture.remove()
      kept.push([item, here])
    }
    const pending = this.list.querySelectorAll('li:not([id])')
    this.added.replaceChildren(...fresh.childNodes)
    for (const [item, picture] of kept) item.prepend(picture)
    this.list.append(...pending)
    document.title = page.title
    const error = page.querySelector('.govuk-error-message')
    error?.querySelector('.govuk-visually-hidden')?.remove()
    if (error) this.errors.push(error.textContent.trim())
    this.say(this.added.querySelector('h2')?.textContent ?? '')
  }

  fail(tile, file, number) {
    const again = make('button', 'cs-link-button', this.words.again)
    const drop = make('button', 'cs-link-button', this.words.drop)
    again.type = drop.type = 'button'
    again.addEventListener('click', () => {
      this.failed.delete(tile)
      this.keepFailed()
      this.clearErrors()
      this.send(file, tile, number)
    })
    drop.addEventListener('click', () => {
      this.failed.delete(tile)
      this.keepFailed()
      tile.remove()
      this.clearErrors()
      this.input.focus()
    })
    this.fill(tile, 'name', again, drop)
    this.errors.push(this.name('failed', tile))
    this.failed.set(tile, file)
    this.keepFailed()
  }

  // What could not be sent stays chosen in the field, so that the plain form can still take it.
  keepFailed() {
    const chosen = new DataTransfer()
    for (const file of this.failed.values()) chosen.items.add(file)
    this.input.files = chosen.files
  }

  remove(event) {
    event.preventDefault()
    const form = event.target
    this.clearErrors()
    this.queue(async () => {
      try {
        this.adopt(await this.post(form.action, new FormData(form)))
        this.refresh()
        ;(this.added.querySelector('h2') ?? this.input).focus()
      } catch {
        form.submit()
      }
    })
  }

  async leave(event) {
    if (!this.busy) return
    event.preventDefault()
    this.say(this.words.wait, true)
    while (this.busy) await this.work
    if (this.errors.length) this.input.focus()
    else this.form.submit()
  }

  // Tells those who cannot see the page; on it, the same stands elsewhere unless `shown`.
  say(words, shown = false) {
    this.said.className = shown ? 'govuk-body' : 'govuk-visually-hidden'
    this.said.textContent = words
  }

  clearErrors() {
    this.errors = []
    document.querySelector('.govuk-error-summary')?.remove()
    this.refresh()
  }

  // Shows the field while there is room or something to say at it, and the errors.
  refresh() {
    const focused = this.field.contains(document.activeElement)
    this.list.hidden = !this.list.children.length
    this.field.hidden = this.list.children.length >= this.words.most && !this.errors.length
    this.full.hidden = !this.field.hidden
    if (this.field.hidden && focused) this.full.focus()
    this.showErrors()
  }

  showErrors() {
    const { id } = this.input
    document.getElementById(`${id}-error`)?.remove()
    const wrong = this.errors.length > 0
    this.input.closest('.govuk-form-group').classList.toggle('govuk-form-group--error', wrong)
    this.input.classList.toggle('govuk-file-upload--error', wrong)
    this.input.setAttribute('aria-describedby', `${id}-hint${wrong ? ` ${id}-error` : ''}`)
    if (!wrong) return
    const shown = make('p', 'govuk-error-message')
    shown.id = `${id}-error`
    for (const words of new Set(this.errors)) {
      if (shown.firstChild) shown.append(make('br'))
      shown.append(make('span', 'govuk-visually-hidden', `${this.words.error} `), words)
    }
    this.input.before(shown)
    this.say(shown.innerText)
  }
}

function make(tag, className = '', text = '') {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}
