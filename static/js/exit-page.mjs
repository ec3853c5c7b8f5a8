// Leaves at once. Our server deletes what was typed meanwhile; nobody waits for it.
import { ExitThisPage } from 'govuk-frontend'

const HIDDEN = 'govuk-exit-this-page-hide-content'

export class ExitPage extends ExitThisPage {
  constructor(root) {
    super(root)
    // A browser may keep a page as it was left, with what was typed, to show it on the way back.
    window.addEventListener('pagehide', () => document.body.classList.add(HIDDEN))
  }

  exitPage() {
    document.body.classList.add(HIDDEN)
    const said = document.createElement('div')
    said.className = 'govuk-exit-this-page-overlay'
    said.setAttribute('role', 'alert')
    document.body.append(said)
    said.textContent = this.i18n.t('activated')
    const { href } = this.$button
    // Where nothing can be sent beside, the link leads through our server, as without a script.
    const sent = navigator.sendBeacon?.(href)
    // In place of this page, so that the way back does not lead here.
    window.location.replace(sent ? this.$root.dataset.exit : href)
  }

  resetPage(event) {
    if (event.persisted) window.location.reload()
    else super.resetPage()
  }
}
