// A map with a cross in its middle: whoever chooses a place moves the map, with finger or keys.
// Officers see the place of a report marked on it.
import { circleMarker, map as leafletMap, tileLayer } from 'leaflet'
import 'leaflet/dist/leaflet.css'

const EQUATOR = 156543 // metres a pixel at zoom 0
const FINGER = 12 // pixels by which people miss what they point at
const CLOSE = 18 // zoom at which a house can be told from the next

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
  if (start) map.setView(start, CLOSE)
  else map.fitBounds(bounds)
  if (marked) circleMarker(start, { radius: 12, weight: 5, interactive: false, className: 'cs-mark' }).addTo(map)
  return () => {
    const { lat, lng } = map.getCenter().wrap()
    const metresPerPixel = (EQUATOR * Math.cos((lat * Math.PI) / 180)) / 2 ** map.getZoom()
    return { latitude: lat, longitude: lng, accuracy: metresPerPixel * FINGER }
  }
}
