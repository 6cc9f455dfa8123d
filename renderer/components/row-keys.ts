import type { KeyboardEvent } from 'react'

/**
 * The keys of a list whose rows open something: arrows go from row to row, Enter opens. Buttons within
 * a row keep their own keys.
 */
export function rowKeys(open: () => void) {
  return {
    tabIndex: 0,
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.target !== event.currentTarget) return
      const row = event.currentTarget
      if (event.key === 'Enter') {
        event.preventDefault()
        open()
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
        if (next instanceof HTMLElement) next.focus()
      }
    },
  }
}
