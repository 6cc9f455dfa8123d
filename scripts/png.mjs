// Small PNGs of screens: a picture of an interface has few colours, so 256 of them and a palette show
// it at a third of the size. Reads what Chromium writes (8 bits, no interlacing) and writes with Node's zlib.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** The same picture with at most 256 colours. */
export function toPalette(png) {
  const { width, height, pixels } = decode(png)
  const counts = new Map()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, 256).map(([colour]) => colour)
  const index = new Map(palette.map((colour, at) => [colour, at]))
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0, at = 0; y < height; y++) {
    // The byte before each line names its filter: none, which is best for palettes.
    const line = y * (width + 1) + 1
    for (let x = 0; x < width; x++, at++) {
      const colour = pixels[at]
      let nearest = index.get(colour)
      if (nearest === undefined) index.set(colour, nearest = nearestOf(palette, colour))
      lines[line + x] = nearest
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    SIGNATURE, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Pixels as 0xRRGGBB, from left to right and top to bottom; what is transparent is taken as opaque. */
function decode(png) {
  const data = []
  let width = 0
  let height = 0
  let bytes = 0
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = body.readUInt32BE(0)
      height = body.readUInt32BE(4)
      bytes = { 2: 3, 6: 4 }[body[9]]
      if (body[8] !== 8 || bytes === undefined || body[12] !== 0) throw new Error('This PNG is not one that a browser writes.')
    }
    if (type === 'IDAT') data.push(body)
    at += length + 12
  }
  const raw = inflateSync(Buffer.concat(data))
  const stride = width * bytes
  const pixels = new Uint32Array(width * height)
  let before = Buffer.alloc(stride)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1)
    const line = raw.subarray(start + 1, start + 1 + stride)
    unfilter(raw[start], line, before, bytes)
    for (let x = 0; x < width; x++) pixels[y * width + x] = (line[x * bytes] << 16) | (line[x * bytes + 1] << 8) | line[x * bytes + 2]
    before = line
  }
  return { width, height, pixels }
}

/** Undoes a line's filter in place (PNG specification, section 9). */
function unfilter(filter, line, before, bytes) {
  for (let at = 0; at < line.length; at++) {
    const left = at < bytes ? 0 : line[at - bytes]
    const up = before[at]
    const corner = at < bytes ? 0 : before[at - bytes]
    line[at] += [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]
  }
}

function paeth(left, up, corner) {
  const guess = left + up - corner
  const [x, y, z] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return x <= y && x <= z ? left : y <= z ? up : corner
}

function nearestOf(palette, colour) {
  const parts = (one) => [one >> 16, (one >> 8) & 255, one & 255]
  const [red, green, blue] = parts(colour)
  let best = 0
  let least = Infinity
  for (const [at, other] of palette.entries()) {
    const [r, g, b] = parts(other)
    const distance = 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2
    if (distance >= least) continue
    least = distance
    best = at
  }
  return best
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(body.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
