// Keys from the queue to a case and to the next one. They are listed under “?”, never act while
// somebody types, and can be switched off for this browser (WCAG 2.2, 2.1.4).
const STORED = 'shortcuts'
const PATIENCE = 1500 // milliseconds in which the second key of two has to come
const LINES = '#result_list .field-reference a, .cs-mine th a'
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="submit"], [type="button"]), textarea, select, [contenteditable]'

// A browser that keeps nothing has the shortcuts on.
function stored() {
  try {
    return window.localStorage.getItem(STORED)
  } catch {
    return null
  }
}

function store(value) {
  try {
    window.localStorage.setItem(STORED, value)
  } catch {
    // then it holds for this page
  }
}

function follow(name) {
  const link = document.querySelector(`[data-shortcut="${name}"]`)
  link?.click()
  return Boolean(link)
}

function moveLine(step) {
  const lines = [...document.querySelectorAll(LINES)]
  const at = lines.indexOf(document.activeElement)
  const to = at < 0 ? (step > 0 ? 0 : lines.length - 1) : at + step
  lines[Math.min(Math.max(to, 0), lines.length - 1)]?.focus()
}

// The form of an act may be folded away.
function write(act) {
  const place = document.getElementById(`act-${act}`)
  for (let each = place; each; each = each.parentElement?.closest('details')) {
    if (each.matches('details')) each.open = true
  }
  place?.querySelectorAll('details').forEach((each) => (each.open = true))
  place?.querySelector('textarea')?.focus()
}

function search() {
  const box = document.getElementById('searchbar')
  if (box) box.focus()
  else follow('queue')
}

const KEYS = {
  j: () => follow('next') || moveLine(1),
  n: () => follow('next') || moveLine(1),
  k: () => follow('previous') || moveLine(-1),
  p: () => follow('previous') || moveLine(-1),
  o: () => document.activeElement.matches(LINES) && document.activeElement.click(),
  r: () => write('reply'),
  t: () => write('note'),
  '/': search
}
const AFTER_G = { w: () => follow('work'), q: () => follow('queue') }

export function shortcuts() {
  const dialog = document.querySelector('[data-shortcuts]')
  if (!dialog) return
  const off = dialog.querySelector('[data-shortcuts-off]')
  const opener = document.querySelector('[data-shortcuts-open]')
  off.checked = stored() === 'off'
  off.addEventListener('change', () => store(off.checked ? 'off' : 'on'))
  opener.hidden = false
  opener.addEventListener('click', () => dialog.showModal())

  let since = -Infinity // when “g” was pressed, if nothing else was since
  document.addEventListener('keydown', (event) => {
    const { key, target, timeStamp } = event
    const meant = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    const typing = target instanceof Element && target.closest(TYPING)
    if (off.checked || !meant || typing || dialog.open || event.defaultPrevented) return
    const afterG = timeStamp - since < PATIENCE
    since = key === 'g' ? timeStamp : -Infinity
    const act = afterG ? AFTER_G[key] : key === '?' ? () => dialog.showModal() : KEYS[key]
    if (!act) return
    event.preventDefault() // or the key would be typed where it leads
    act()
  })
}
