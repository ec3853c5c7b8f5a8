// Counts down the seconds in which a reply can be taken back; without this the page says when.
const SECOND = 1000 // milliseconds

export function replies() {
  document.querySelectorAll('[data-leaves-in]').forEach(countDown)
}

// Counted from when the page came, since the clock of this computer may be wrong.
function countDown(place) {
  const { leavesIn, one, many, none } = place.dataset
  const end = performance.now() + leavesIn * SECOND
  const button = place.closest('section').querySelector('button')
  tell()
  const timer = setInterval(tell, SECOND / 4)

  function tell() {
    const left = Math.ceil((end - performance.now()) / SECOND)
    const words = left === 1 ? one : many.replace('{number}', left)
    place.textContent = left > 0 ? words : none
    if (left > 0) return
    clearInterval(timer)
    if (button) button.disabled = true
  }
}
