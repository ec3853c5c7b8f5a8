// Draws black boxes on a photo with the mouse, a finger or the keyboard. The number fields of the
// form hold them and are all that is sent; without this, people fill those in.
const SIDES = ['left', 'top', 'width', 'height']
const SMALLEST = 1 // hundredths: what is drawn smaller was a slip of the hand
const STEP = 1 // by one arrow key
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }

export function redact() {
  const form = document.querySelector('[data-redact]')
  if (form) new Redaction(form)
}

class Redaction {
  constructor(form) {
    this.stage = form.querySelector('[data-stage]')
    this.list = form.querySelector('[data-rows]')
    this.template = form.querySelector('[data-row]')
    this.said = form.querySelector('[data-said]')
    this.stage.querySelector('svg').remove() // drawn by the server for who has no script
    this.stage.classList.add('cs-redact__stage--live')
    form.querySelector('[data-help]').hidden = false
    this.marks = new Map() // row -> the box on the photo
    for (const row of this.rows) if (this.isBlank(row)) row.remove()
    this.renumber()
    form.querySelector('[name=add]').addEventListener('click', (event) => {
      event.preventDefault()
      this.focus(this.add({ left: 40, top: 40, width: 20, height: 20 }))
    })
    this.list.addEventListener('click', (event) => this.pressed(event))
    this.list.addEventListener('input', () => this.draw())
    this.stage.addEventListener('pointerdown', (event) => this.grab(event))
    this.stage.addEventListener('keydown', (event) => this.key(event))
    this.stage.addEventListener('dragstart', (event) => event.preventDefault())
  }

  get rows() {
    return [...this.list.children]
  }

  field(row, side) {
    return row.querySelector(`[name=${side}]`)
  }

  isBlank(row) {
    return SIDES.every((side) => !this.field(row, side).value)
  }

  read(row) {
    return Object.fromEntries(SIDES.map((side) => [side, Number(this.field(row, side).value)]))
  }

  write(row, box) {
    for (const side of SIDES) this.field(row, side).value = Math.round(box[side] * 10) / 10
    this.draw()
  }

  add(box) {
    const row = this.template.content.firstElementChild.cloneNode(true)
    this.list.append(row)
    this.write(row, box)
    this.renumber()
    this.say('added', row)
    return row
  }

  pressed(event) {
    const button = event.target.closest('[name=remove]')
    if (!button) return
    event.preventDefault()
    this.remove(button.closest('fieldset'))
  }

  // What comes next takes the focus, so that it is never lost.
  remove(row) {
    const onPhoto = this.marks.get(row) === document.activeElement
    this.say('gone', row)
    const next = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    this.renumber()
    if (next && onPhoto) this.focus(next)
    else (next?.querySelector('[name=remove]') ?? document.querySelector('[name=add]')).focus()
  }

  focus(row) {
    this.marks.get(row).focus()
  }

  say(word, row) {
    this.said.textContent = this.said.dataset[word].replace('{number}', this.numberOf(row))
  }

  numberOf(row) {
    return this.rows.indexOf(row) + 1
  }

  renumber() {
    for (const row of this.rows) {
      const number = this.numberOf(row)
      row.id = `box-${number}`
      row.querySelectorAll('[data-number]').forEach((each) => (each.textContent = number))
      row.querySelector('[name=remove]').value = number
      for (const side of SIDES) {
        const field = this.field(row, side)
        row.querySelector(`label[for="${field.id}"]`).htmlFor = `id_box${number}_${side}`
        field.id = `id_box${number}_${side}`
      }
    }
    this.draw()
  }

  // Puts on the photo what the fields say.
  draw() {
    for (const [row, mark] of this.marks) {
      if (row.isConnected) continue
      mark.remove()
      this.marks.delete(row)
    }
    for (const row of this.rows) {
      const mark = this.marks.get(row) ?? this.mark(row)
      const { left, top, width, height } = this.read(row)
      Object.assign(mark.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` })
      mark.setAttribute('aria-label', row.querySelector('legend').textContent.trim())
      mark.dataset.number = this.numberOf(row)
    }
  }

  mark(row) {
    const mark = document.createElement('button')
    mark.type = 'button'
    mark.className = 'cs-redact__box'
    mark.setAttribute('aria-describedby', 'how-to-draw')
    const corner = document.createElement('span')
    corner.className = 'cs-redact__corner'
    mark.append(corner)
    this.stage.append(mark)
    this.marks.set(row, mark)
    return mark
  }

  rowOf(element) {
    const mark = element.closest?.('.cs-redact__box')
    return [...this.marks].find(([, each]) => each === mark)?.[0]
  }

  // Where a pointer is, in hundredths of the photo.
  at(event) {
    const frame = this.stage.getBoundingClientRect()
    return {
      x: within(((event.clientX - frame.left) / frame.width) * 100, 0, 100),
      y: within(((event.clientY - frame.top) / frame.height) * 100, 0, 100)
    }
  }

  // On a box: moves it, or its corner. Beside one: draws another.
  grab(event) {
    if (event.button !== 0 || !event.isPrimary) return
    event.preventDefault()
    this.stage.setPointerCapture(event.pointerId)
    const from = this.at(event)
    const held = this.rowOf(event.target)
    if (held) this.focus(held)
    const corner = event.target.className === 'cs-redact__corner'
    const drag = held ? this.change(held, from, corner ? resized : moved) : this.drawn(from)
    const end = () => {
      this.stage.removeEventListener('pointermove', drag)
      for (const name of ['pointerup', 'pointercancel']) this.stage.removeEventListener(name, end)
    }
    this.stage.addEventListener('pointermove', drag)
    for (const name of ['pointerup', 'pointercancel']) this.stage.addEventListener(name, end)
  }

  change(row, from, how) {
    const before = this.read(row)
    return (event) => {
      const { x, y } = this.at(event)
      this.write(row, how(before, x - from.x, y - from.y))
    }
  }

  drawn(from) {
    let row
    return (event) => {
      const box = between(from, this.at(event))
      if (row) this.write(row, box)
      else if (box.width >= SMALLEST && box.height >= SMALLEST) {
        row = this.add(box)
        this.focus(row)
      }
    }
  }

  key(event) {
    const row = this.rowOf(event.target)
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Delete' || event.key === 'Backspace') this.remove(row)
    else if (event.key in ARROWS) this.write(row, (event.shiftKey ? resized : moved)(this.read(row), ...ARROWS[event.key]))
    else return
    event.preventDefault()
  }
}

function within(number, least, most) {
  return Math.min(Math.max(number, least), most)
}

function moved(box, dx, dy) {
  const left = within(box.left + dx, 0, 100 - box.width)
  return { ...box, left, top: within(box.top + dy, 0, 100 - box.height) }
}

function resized(box, dx, dy) {
  const width = within(box.width + dx, SMALLEST, 100 - box.left)
  return { ...box, width, height: within(box.height + dy, SMALLEST, 100 - box.top) }
}

function between(one, other) {
  const [left, top] = [Math.min(one.x, other.x), Math.min(one.y, other.y)]
  return { left, top, width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) }
}
