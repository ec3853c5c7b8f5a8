// Offers the places of a list on a map, numbered as in the list.
import { Component } from 'govuk-frontend'

import { loadMap } from './load-map.mjs'

export class PlacesMap extends Component {
  static moduleName = 'cs-places-map'

  constructor(root) {
    super(root)
    this.list = document.getElementById(root.dataset.list)
    this.button = root.querySelector('button')
    this.panel = root.querySelector('.cs-map__frame')
    this.canvas = root.querySelector('.cs-map__canvas')
    this.said = root.querySelector('[role=status]')
    this.button.addEventListener('click', () => this.toggle())
    root.hidden = false
  }

  show(shown) {
    this.panel.hidden = !shown
    this.list.classList.toggle('cs-places--numbered', shown)
    this.button.setAttribute('aria-expanded', String(shown))
  }

  async toggle() {
    this.show(this.panel.hidden)
    if (this.panel.hidden || this.opened) return
    this.opened = true
    this.said.textContent = ''
    try {
      const { script, style, tiles, attribution, around } = this.$root.dataset
      const { openPlaces } = await loadMap({ script, style })
      const places = this.places()
      openPlaces(this.canvas, { tiles, attribution, places, around, failed: () => this.fail() })
    } catch {
      this.opened = false
      this.fail()
    }
  }

  places() {
    return [...this.list.querySelectorAll('[data-latitude]')].map((entry, index) => {
      const { latitude, longitude } = entry.dataset
      const name = entry.querySelector('h3').textContent
      const words = document.createElement('p')
      const link = document.createElement('a')
      link.href = `#${entry.id}`
      link.className = 'govuk-link'
      link.textContent = name
      words.append(link, document.createElement('br'), entry.querySelector('address').textContent)
      return { at: [latitude, longitude], name: `${index + 1}: ${name}`, words }
    })
  }

  fail() {
    this.show(false)
    this.said.textContent = this.said.dataset.failed
  }
}
