/** How wide a day is, in pixels. */
export const ZOOMS = { compact: 28, normal: 56, wide: 112 } as const
export type Zoom = keyof typeof ZOOMS

const ORDER = Object.keys(ZOOMS) as Zoom[]

export function zoomed(zoom: Zoom, by: 1 | -1): Zoom {
  return ORDER[ORDER.indexOf(zoom) + by] ?? zoom
}
