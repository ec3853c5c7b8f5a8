// The queue: one box chooses every report of the page, and the bar says how many are chosen.
export function queue() {
  const filters = document.querySelector('.cs-filters')
  if (filters && matchMedia('(min-width: 900px)').matches) filters.open = true
  const form = document.querySelector('.cs-queue__list')
  const head = form?.querySelector('thead .cs-queue__choose')
  const said = form?.querySelector('[data-queue-count]')
  if (!head || !said) return
  const boxes = [...form.querySelectorAll('tbody .cs-queue__choose input')]
  const words = said.textContent
  const all = document.createElement('input')
  all.type = 'checkbox'
  all.setAttribute('aria-label', said.dataset.all)
  head.replaceChildren(all)
  const count = () => {
    const number = boxes.filter((box) => box.checked).length
    said.textContent = number ? said.dataset.chosen.replace('0', number) : words
    all.checked = number === boxes.length
    all.indeterminate = number > 0 && number < boxes.length
  }
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked
    count()
  })
  form.addEventListener('change', count)
  addEventListener('pageshow', count) // the browser may have kept what was chosen
}
