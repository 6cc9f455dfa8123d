import { useEffect, useRef } from 'react'

type Keys = Record<string, () => void>

/** The calendar's own letters, where nothing is being typed and no dialog is open; and those with Ctrl. */
export function useCalendarKeys(keys: Keys, withControl: Keys): void {
  const latest = useRef({ keys, withControl })
  useEffect(() => { latest.current = { keys, withControl } })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { target } = event
      if (event.altKey || event.defaultPrevented) return
      const control = event.ctrlKey || event.metaKey
      if (!control && target instanceof HTMLElement && target.closest('input:not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu]')) return
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return
      const act = latest.current[control ? 'withControl' : 'keys'][event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
