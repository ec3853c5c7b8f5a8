// Offers the device's own position and a map beside the field for the place.
import { Component } from 'govuk-frontend'

import { loadMap } from './load-map.mjs'

const DECIMALS = 5 // about a metre
const WAIT = 15000 // milliseconds until we give up on the device

/** Ask the device where it is. */
export const deviceHere = () =>
  new Promise((resolve, reject) => {
    const options = { enableHighAccuracy: true, timeout: WAIT, maximumAge: 60000 }
    navigator.geolocation.getCurrentPosition(resolve, reject, options)
  })

export class Place extends Component {
  static moduleName = 'cs-place'

  constructor(root) {
    super(root)
    const form = root.closest('form')
    this.fields = Object.fromEntries(
      ['latitude', 'longitude', 'accuracy', 'position'].map((name) => [name, form.elements[name]])
    )
    this.parts = Object.fromEntries(
      [...root.querySelectorAll('[data-place]')].map((part) => [part.dataset.place, part])
    )
    this.panel = root.querySelector('.cs-map')
    const on = (name, act) => this.parts[name]?.addEventListener('click', act.bind(this))
    on('device', this.askDevice)
    on('map', this.toggleMap)
    on('choose', this.chooseOnMap)
    on('forget', this.forget)
    if (!navigator.geolocation) this.parts.device?.remove()
    // The checkbox is for those without a script; the button here does the same.
    document.getElementById('id_forget')?.closest('.govuk-form-group').remove()
    if (this.fields.position.value) this.sayKept()
    root.hidden = false
  }

  sayKept() {
    const { accuracy, position } = this.fields
    this.say(position.value === 'map' ? 'chosen' : 'found', accuracy.value)
  }

  say(name, metres = '') {
    this.parts.said.textContent = (this.$root.dataset[name] ?? '').replace(
      '{metres}',
      Math.max(1, Math.round(metres))
    )
    this.parts.forget.hidden = !this.fields.position.value
  }

  keep({ latitude, longitude, accuracy }, position) {
    this.fields.latitude.value = latitude.toFixed(DECIMALS)
    this.fields.longitude.value = longitude.toFixed(DECIMALS)
    this.fields.accuracy.value = Math.round(accuracy)
    this.fields.position.value = position
    this.sayKept()
  }

  forget() {
    for (const field of Object.values(this.fields)) field.value = ''
    this.say('forgotten')
    ;(this.parts.device?.isConnected ? this.parts.device : this.parts.map).focus()
  }

  async askDevice() {
    this.say('finding')
    try {
      const { coords } = await deviceHere()
      if (coords.accuracy > Number(this.$root.dataset.farthest)) this.say('refused')
      else this.keep(coords, 'device')
    } catch {
      this.say('refused')
    }
  }

  async toggleMap() {
    const opening = this.panel.hidden
    this.panel.hidden = !opening
    this.parts.map.setAttribute('aria-expanded', String(opening))
    if (!opening) return
    // A second tap while it loads would close the map before it knows its size.
    this.parts.map.disabled = true
    try {
      if (!this.centre) await this.openMap(this.panel.dataset)
      this.parts.map.disabled = false
      this.parts.canvas.focus()
    } catch {
      this.parts.map.disabled = false
      this.failMap()
    }
  }

  async openMap({ script, style, tiles, attribution, south, west, north, east }) {
    const { open } = await loadMap({ script, style })
    const { latitude, longitude } = this.fields
    this.centre = open(this.parts.canvas, {
      tiles,
      attribution,
      bounds: [
        [south, west],
        [north, east]
      ],
      start: latitude.value ? [latitude.value, longitude.value] : null,
      failed: () => this.failMap()
    })
  }

  failMap() {
    if (this.panel.contains(document.activeElement)) this.parts.map.focus()
    this.panel.hidden = true
    this.parts.map.setAttribute('aria-expanded', 'false')
    this.say('mapFailed')
  }

  chooseOnMap() {
    this.keep(this.centre(), 'map')
    this.panel.hidden = true
    this.parts.map.setAttribute('aria-expanded', 'false')
    this.parts.map.focus()
  }
}
