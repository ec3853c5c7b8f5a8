// A button that opens its form's page for the place where the device is.
import { Component } from 'govuk-frontend'

import { deviceHere } from './place.mjs'

const DECIMALS = 5 // about a metre

export class Locate extends Component {
  static moduleName = 'cs-locate'

  constructor(root) {
    super(root)
    if (!navigator.geolocation) return
    this.said = document.createElement('p')
    this.said.className = 'cs-place__said'
    this.said.setAttribute('role', 'status')
    root.parentElement.after(this.said)
    root.hidden = false
    root.addEventListener('click', () => this.open())
  }

  async open() {
    this.said.textContent = this.$root.dataset.finding
    try {
      const { latitude, longitude, accuracy } = (await deviceHere()).coords
      const point = [latitude, longitude].map((degrees) => degrees.toFixed(DECIMALS))
      const address = new URL(this.$root.form.action)
      address.search = new URLSearchParams({ at: [...point, Math.round(accuracy)] })
      window.location.assign(address)
    } catch {
      this.said.textContent = this.$root.dataset.refused
    }
  }
}
