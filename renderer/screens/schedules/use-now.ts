import { useEffect, useState } from 'react'
import { useProperty } from '../../property.ts'
import { minuteNow } from './clock.ts'

/** What the clocks of the property show, in minutes from the origin day; it moves on with them. */
export function useNow(originDay: number): number {
  const timeZone = useProperty()?.timeZone ?? 'UTC'
  const [now, setNow] = useState(() => minuteNow(originDay, timeZone, Date.now()))
  useEffect(() => {
    const tick = () => setNow(minuteNow(originDay, timeZone, Date.now()))
    tick()
    const timer = setInterval(tick, 15_000)
    return () => clearInterval(timer)
  }, [originDay, timeZone])
  return now
}

/** Whether a moment had come when the panel was opened. */
export function useHasBegun(instant: string): boolean {
  const [opened] = useState(() => Date.now())
  return Date.parse(instant) <= opened
}
