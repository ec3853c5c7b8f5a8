// Makes a photo on the device as small as the server keeps it, to save the sender's data.
const LONGEST_SIDE = 2000 // pixels
const SMALL = 500000 // bytes that are not worth the work
const QUALITY = 0.85

/** Returns a smaller JPEG; the file itself where it is small or the browser cannot read it. */
export async function shrink(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    if (scale === 1 && file.size < SMALL) return file
    const [canvas, pen] = sheet(picture.width * scale, picture.height * scale)
    if (!isHonest(pen)) return file
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const smaller = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    return smaller && smaller.size < file.size ? smaller : file
  } catch {
    return file
  }
}

// White, so that what was rubbed out of a picture does not turn black.
function sheet(width, height) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  return [canvas, pen]
}

// Browsers that hide who one is give noise instead of what was drawn.
function isHonest(pen) {
  return pen.getImageData(0, 0, 9, 9).data.every((part) => part === 255)
}
