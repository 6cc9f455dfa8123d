/*
 * What fingers mean. One finger that moves at once scrolls, and the browser does that; one that rests
 * first picks something up; two zoom. The clock is outside: whoever is told to `wait` says when it is time.
 */

/** How long a finger rests before it picks up what is under it. */
export const LONG_PRESS_MS = 450
/** A finger that moved less has rested. */
export const REST_PIXELS = 8
/** Fingers this many times as far apart are one step of zoom. */
export const ZOOM_RATIO = 1.3

export interface Finger {
  pointer: number
  x: number
  y: number
}

export type TouchState =
  | { kind: 'idle' }
  /** A finger is down and has not moved. */
  | { kind: 'pressing', down: Finger }
  /** It rested: something is held. */
  | { kind: 'holding', down: Finger, moved: boolean }
  /** Two fingers, with how far apart they were at the last step of zoom. */
  | { kind: 'pinching', fingers: readonly [Finger, Finger], distance: number }
  /** Whatever the fingers still do, it means nothing until all are up. */
  | { kind: 'over', pointers: readonly number[] }

export type TouchEvent =
  | ({ kind: 'down' | 'move' | 'up' } & Finger)
  | { kind: 'cancel', pointer: number }
  /** The long press has lasted long enough. */
  | { kind: 'time' }

export type TouchAct =
  /** Start, or stop, the clock of a long press. */
  | { do: 'wait' } | { do: 'stop' }
  | { do: 'tap', x: number, y: number }
  | { do: 'pickUp', x: number, y: number }
  | { do: 'drag', x: number, y: number }
  | { do: 'drop' }
  /** A long press ended where it began: what can be done here is asked for. */
  | { do: 'menu', x: number, y: number }
  /** What is held is let go, and nothing changes. */
  | { do: 'giveUp' }
  | { do: 'zoom', steps: number, x: number }

export const IDLE: TouchState = { kind: 'idle' }

export function touched(state: TouchState, event: TouchEvent): { state: TouchState, acts: readonly TouchAct[] } {
  switch (state.kind) {
    case 'idle': return event.kind === 'down' ? to({ kind: 'pressing', down: fingerOf(event) }, { do: 'wait' }) : to(state)
    case 'pressing': return pressing(state, event)
    case 'holding': return holding(state, event)
    case 'pinching': return pinching(state, event)
    case 'over': return over(state.pointers, event)
  }
}

/** Whether the browser must not scroll with these fingers. */
export function isHolding(state: TouchState): boolean {
  return state.kind === 'holding' || state.kind === 'pinching'
}

function pressing(state: TouchState & { kind: 'pressing' }, event: TouchEvent) {
  const { down } = state
  switch (event.kind) {
    case 'time': return to({ kind: 'holding', down, moved: false }, { do: 'pickUp', x: down.x, y: down.y })
    case 'down': {
      const fingers = [down, fingerOf(event)] as const
      return to({ kind: 'pinching', fingers, distance: distanceOf(fingers) }, { do: 'stop' })
    }
    case 'up': return event.pointer === down.pointer ? to(IDLE, { do: 'stop' }, { do: 'tap', x: down.x, y: down.y }) : to(state)
    case 'move': return event.pointer === down.pointer && isFar(down, event) ? to({ kind: 'over', pointers: [down.pointer] }, { do: 'stop' }) : to(state)
    case 'cancel': return event.pointer === down.pointer ? to(IDLE, { do: 'stop' }) : to(state)
  }
}

function holding(state: TouchState & { kind: 'holding' }, event: TouchEvent) {
  const { down, moved } = state
  // A second finger is a mistake more often than a wish: what is held is let go where it came from.
  if (event.kind === 'down') return to({ kind: 'over', pointers: [down.pointer, event.pointer] }, { do: 'giveUp' })
  if (event.kind === 'time' || event.pointer !== down.pointer) return to(state)
  switch (event.kind) {
    case 'move':
      if (!moved && !isFar(down, event)) return to(state)
      return to(moved ? state : { ...state, moved: true }, { do: 'drag', x: event.x, y: event.y })
    case 'up': return moved ? to(IDLE, { do: 'drop' }) : to(IDLE, { do: 'giveUp' }, { do: 'menu', x: down.x, y: down.y })
    case 'cancel': return to(IDLE, { do: 'giveUp' })
  }
}

function pinching(state: TouchState & { kind: 'pinching' }, event: TouchEvent) {
  const { fingers, distance } = state
  if (event.kind === 'time') return to(state)
  if (event.kind === 'down') return to({ kind: 'over', pointers: [...fingers.map(({ pointer }) => pointer), event.pointer] })
  const [a, b] = fingers
  if (event.pointer !== a.pointer && event.pointer !== b.pointer) return to(state)
  if (event.kind !== 'move') return to({ kind: 'over', pointers: [event.pointer === a.pointer ? b.pointer : a.pointer] })
  const now = (event.pointer === a.pointer ? [fingerOf(event), b] : [a, fingerOf(event)]) as readonly [Finger, Finger]
  const steps = Math.trunc(Math.log(distanceOf(now) / distance) / Math.log(ZOOM_RATIO))
  if (steps === 0) return to({ ...state, fingers: now })
  return to({ ...state, fingers: now, distance: distance * ZOOM_RATIO ** steps }, { do: 'zoom', steps, x: (now[0].x + now[1].x) / 2 })
}

function over(pointers: readonly number[], event: TouchEvent) {
  if (event.kind === 'down') return to({ kind: 'over', pointers: [...pointers, event.pointer] })
  if (event.kind !== 'up' && event.kind !== 'cancel') return to({ kind: 'over', pointers })
  const left = pointers.filter((pointer) => pointer !== event.pointer)
  return to(left.length === 0 ? IDLE : { kind: 'over', pointers: left })
}

function to(state: TouchState, ...acts: TouchAct[]): { state: TouchState, acts: readonly TouchAct[] } {
  return { state, acts }
}

function fingerOf({ pointer, x, y }: Finger): Finger {
  return { pointer, x, y }
}

function isFar(down: Finger, now: Finger): boolean {
  return Math.hypot(now.x - down.x, now.y - down.y) >= REST_PIXELS
}

/** Never nothing: two fingers on one spot are a pixel apart. */
function distanceOf([a, b]: readonly [Finger, Finger]): number {
  return Math.max(1, Math.hypot(a.x - b.x, a.y - b.y))
}
