// Shows what fits while somebody types. Whatever fails, nothing is missing: the page after this one
// shows the same.
// <div data-module="cs-suggest" data-field="id of the field" data-address="…" aria-live="polite">
// data-words: how many words there are to be; data-at-once: for what stands in the field, too.
import { Component } from 'govuk-frontend'

const PAUSE = 500 // milliseconds without a key
const SHORTEST = 3 // characters

export class Suggest extends Component {
  static moduleName = 'cs-suggest'

  constructor(root) {
    super(root)
    this.field = document.getElementById(root.dataset.field)
    this.field.addEventListener('input', () => this.wait())
    if ('atOnce' in root.dataset && this.field.value) this.wait()
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), PAUSE)
  }

  async ask() {
    const { address, words } = this.$root.dataset
    const text = this.field.value.trim()
    this.request?.abort()
    if (text.length < SHORTEST || text.split(/\s+/).length < words) return this.show('')
    this.request = new AbortController()
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams({ [this.field.name]: text }),
        credentials: 'omit',
        signal: this.request.signal
      })
      if (response.ok) this.show((await response.text()).trim())
    } catch {
      // Overtaken by the next request, or the network is away.
    }
  }

  show(html) {
    // What is the same is not read out again, and what somebody is on stays where it is.
    if (html === this.shown || this.$root.contains(document.activeElement)) return
    this.$root.innerHTML = this.shown = html
  }
}
