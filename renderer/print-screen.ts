import { useEffect, useRef } from 'react'

/** How the screen that is shown prints, where it has a way of its own. */
let own: (() => void) | undefined

/** Prints this screen its own way, wherever one asks for it: a calendar is more than what is in sight of it. */
export function useOwnPrint(print: () => void): void {
  const latest = useRef(print)
  useEffect(() => { latest.current = print })
  useEffect(() => {
    const mine = () => latest.current()
    own = mine
    return () => { if (own === mine) own = undefined }
  }, [])
}

/** Prints what is shown. */
export function printScreen(): void {
  if (own) own()
  else if (window.skranke) void window.skranke.print()
  else window.print()
}
