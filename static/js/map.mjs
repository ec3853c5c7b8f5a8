// A map with a cross in its middle: whoever chooses a place moves the map, with finger or keys.
// Officers see the place of a report marked on it, and residents the places of a list.
import { circleMarker, divIcon, map as leafletMap, marker, tileLayer } from 'leaflet'
import 'leaflet/dist/leaflet.css'

const EQUATOR = 156543 // metres a pixel at zoom 0
const FINGER = 12 // pixels by which people miss what they point at
const CLOSE = 18 // zoom at which a house can be told from the next
const STREETS = 16 // zoom at which a street can be told from the next
const PIN = 32 // pixels

/**
 * Open the map in an element.
 * @param {HTMLElement} canvas
 * @param {{tiles: string, attribution: string, bounds: number[][]?, start: number[]?, marked: boolean?, failed: () => void}} options
 *   `bounds` are the south-west and north-east corners; `start` is where to look first,
 *   `marked` whether that place is marked.
 * @returns {() => {latitude: number, longitude: number, accuracy: number}} tells the place under
 *   the cross, and how many metres it may be off
 */
export function open(canvas, { tiles, attribution, bounds, start, marked, failed }) {
  const map = withTiles(canvas, tiles, attribution, failed)
  if (start) map.setView(start, CLOSE)
  else map.fitBounds(bounds)
  if (marked) circleMarker(start, { radius: 12, weight: 5, interactive: false, className: 'cs-mark' }).addTo(map)
  return () => {
    const { lat, lng } = map.getCenter().wrap()
    const metresPerPixel = (EQUATOR * Math.cos((lat * Math.PI) / 180)) / 2 ** map.getZoom()
    return { latitude: lat, longitude: lng, accuracy: metresPerPixel * FINGER }
  }
}

/**
 * Open a map of places, each with its number in the list and a few words behind it.
 * @param {HTMLElement} canvas
 * @param {{tiles: string, attribution: string, places: {at: number[], name: string, words: HTMLElement}[], around: number?, failed: () => void}} options
 *   `around` is how many of the first places the map shows at first; else it shows all.
 */
export function openPlaces(canvas, { tiles, attribution, places, around, failed }) {
  const map = withTiles(canvas, tiles, attribution, failed)
  map.fitBounds(
    places.slice(0, around).map(({ at }) => at),
    { maxZoom: STREETS, padding: [PIN, PIN] }
  )
  for (const [index, { at, name, words }] of places.entries()) {
    const icon = divIcon({ html: String(index + 1), className: 'cs-pin', iconSize: [PIN, PIN] })
    const pin = marker(at, { icon }).addTo(map).bindPopup(words)
    pin.getElement().setAttribute('aria-label', name)
    // By keyboard one gets to the words at once, and back.
    pin.on('popupopen', () => words.querySelector('a').focus({ preventScroll: true }))
    pin.on('popupclose', () => pin.getElement()?.focus({ preventScroll: true }))
  }
}

function withTiles(canvas, tiles, attribution, failed) {
  const map = leafletMap(canvas, { maxBoundsViscosity: 0.8 })
  map.attributionControl.setPrefix(false)
  // The site sends no referrer; the providers of tiles want to know whose pages ask for them.
  const layer = tileLayer(tiles, { attribution, maxZoom: 19, referrerPolicy: 'origin' })
  let drawn = false
  layer.on('tileload', () => {
    drawn = true
  })
  layer.on('tileerror', () => {
    if (!drawn) failed()
  })
  layer.addTo(map)
  return map
}
