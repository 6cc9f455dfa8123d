/** A wheel turns by notches of this much and more; a trackpad tells a pinch in many smaller turns. */
const NOTCH = 50
/** So much of a pinch is one step of zoom. */
const STEP = 24

/** How many steps of zoom a turn of the wheel is, after what was left over of the turns before, and what is left over now. */
export function zoomSteps(left: number, deltaY: number): { steps: number, left: number } {
  if (Math.abs(deltaY) >= NOTCH) return { steps: -Math.sign(deltaY), left: 0 }
  // Who turns back does not first make good what was left over.
  const turned = (Math.sign(left) === Math.sign(deltaY) ? left : 0) + deltaY
  const steps = Math.trunc(turned / STEP)
  return { steps: steps === 0 ? 0 : -steps, left: turned - steps * STEP }
}
