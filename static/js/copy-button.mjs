// <button type="button" class="cs-copy" data-module="cs-copy" data-copy="id of the text"
//   data-copied="Copied" hidden>Copy</button>
import { Component } from 'govuk-frontend'

export class CopyButton extends Component {
  static moduleName = 'cs-copy'

  constructor(root) {
    super(root)
    const source = document.getElementById(root.dataset.copy)
    if (!source || !navigator.clipboard) return
    const said = document.createElement('span')
    said.className = 'govuk-visually-hidden'
    said.setAttribute('role', 'status')
    root.after(said)
    root.hidden = false
    root.addEventListener('click', async () => {
      await navigator.clipboard.writeText(source.innerText.trim())
      root.textContent = said.textContent = root.dataset.copied
    })
  }
}
