// Shows where a report is on a map, once somebody asks for it: until then nothing leaves the site.
import { loadMap } from './load-map.mjs'

async function openMap(root, canvas, failed) {
  const { script, style, tiles, attribution, latitude, longitude } = root.dataset
  const { open } = await loadMap({ script, style })
  open(canvas, { tiles, attribution, start: [latitude, longitude], marked: true, failed })
}

function offer(root) {
  const [button, canvas, said] = ['button', '[role=application]', '[role=status]'].map((part) =>
    root.querySelector(part)
  )
  const show = (shown) => {
    canvas.hidden = !shown
    button.setAttribute('aria-expanded', String(shown))
  }
  const failed = () => {
    show(false)
    said.textContent = said.dataset.failed
  }
  let opened = false
  button.addEventListener('click', async () => {
    show(canvas.hidden)
    if (canvas.hidden || opened) return
    opened = true
    said.textContent = ''
    try {
      await openMap(root, canvas, failed)
    } catch {
      opened = false
      failed()
    }
  })
  root.hidden = false
}

export function maps() {
  for (const root of document.querySelectorAll('[data-map]')) offer(root)
}
