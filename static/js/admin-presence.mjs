// Asks again and again who else has the case open, as long as somebody looks at the page.
const PAUSE = 20_000 // milliseconds

export function presence() {
  const place = document.querySelector('[data-presence]')
  if (!place) return
  const timer = setInterval(ask, PAUSE)
  document.addEventListener('visibilitychange', ask)

  async function ask() {
    if (document.hidden) return
    let answer
    try {
      answer = await fetch(place.dataset.presence, { redirect: 'error', headers: { Accept: 'application/json' } })
    } catch {
      return // the network is away, or the session has ended
    }
    if (!answer.ok) return stop()
    const { words } = await answer.json()
    // Told only when it changes: a live region says what is written into it.
    if (place.textContent.trim() !== words) say(words)
  }

  function say(words) {
    const told = document.createElement('p')
    told.textContent = words
    place.replaceChildren(...(words ? [told] : []))
  }

  function stop() {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', ask)
    say('')
  }
}
