/**
 * Fetch the map's script and style, once somebody asks for a map: until then nothing leaves the site.
 * @param {{script: string, style: string}} addresses
 * @returns what map.mjs exports
 */
export async function loadMap({ script, style }) {
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  const styled = new Promise((resolve, reject) => {
    sheet.onload = resolve
    sheet.onerror = reject
  })
  sheet.href = style
  document.head.append(sheet)
  const [map] = await Promise.all([import(script), styled])
  return map
}
