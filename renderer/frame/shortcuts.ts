import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { MenuCommand } from '../../shared/menu-commands.ts'
import { lockDesk, signOut } from '../sitting.ts'
import { printScreen } from '../print-screen.ts'
import { useUi } from '../state/ui.ts'
import { redoLast, undoLast } from '../undo.tsx'
import { exportStays } from '../screens/stays/export.ts'
import { DESK_PLACES } from './places.ts'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]') !== null)
}

/** True where a letter is typed into something, or where a dialog has the keys. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return isTyping(target) || document.querySelector('[role=dialog], [role=alertdialog]') !== null
}

/** The keys that work on every screen. Letters only where nothing is being typed. */
export function useShortcuts(): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const ui = useUi.getState()
      const control = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const act = (what: () => void) => {
        event.preventDefault()
        what()
      }
      if (control && !event.altKey && key === 'k') return act(() => ui.show('jump'))
      if (control && !event.altKey && key === 'l') return act(lockDesk)
      if (control && !event.altKey && !isTyping(event.target)) {
        if (key === 'z') return act(() => void (event.shiftKey ? redoLast : undoLast)())
        if (key === 'y') return act(() => void redoLast())
      }
      if (event.altKey && !control && /^Digit[1-9]$/.test(event.code)) {
        const place = DESK_PLACES[Number(event.code.slice(5)) - 1]
        return place && act(() => navigate(place.path))
      }
      if (control || event.altKey || isTaken(event.target)) return
      if (key === 'n') return act(() => ui.newStay())
      if (key === '/') return act(() => ui.show('jump'))
      if (key === '?') return act(() => ui.show('help'))
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [navigate])

  useEffect(() => window.skranke?.onMenu((name) => {
    const ui = useUi.getState()
    const command = name as MenuCommand
    switch (command) {
      case 'new-stay': return ui.newStay()
      case 'find': return ui.show('jump')
      case 'lock': return lockDesk()
      case 'sign-out': return signOut()
      case 'export': return void exportStays()
      case 'print': return printScreen()
      default: return navigate(`/${command}`)
    }
  }), [navigate])
}
