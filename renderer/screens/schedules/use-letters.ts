import { useEffect, useRef } from 'react'

/** A screen's own letters, where nothing is being typed and no dialog is open. */
export function useLetters(keys: Record<string, () => void>): void {
  const latest = useRef(keys)
  useEffect(() => { latest.current = keys })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (target instanceof HTMLElement && target.closest('input:not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu]')) return
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
