import { useEffect, useRef, type RefObject } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n.ts'
import { BlockPanel } from '../screens/stay/block-panel.tsx'
import { NewStayDialog } from '../screens/stay/new-stay.tsx'
import { StayPanel } from '../screens/stay/stay-panel.tsx'
import { useUi } from '../state/ui.ts'
import classes from './frame.module.css'
import { Help } from './help.tsx'
import { Jump } from './jump.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { OwnPassword } from './own-password.tsx'
import { Screens } from './screens.tsx'
import { useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

/** What is around every screen, and what lies over it. */
export function Frame() {
  const say = useWords()
  const ui = useUi()
  const screen = useRef<HTMLElement>(null)
  useShortcuts()
  useFocusOnScreen(screen)
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#screen" onClick={(event) => {
        event.preventDefault()
        screen.current?.focus()
      }}>{say('frame.skip')}</a>
      <TopBar />
      <main className={classes.screen} ref={screen} id="screen" tabIndex={-1}>
        <Screens />
      </main>
      <div className={classes.floating}><OfflineBanner /></div>
      {ui.stayId !== null && <StayPanel key={`${ui.stayId} ${ui.stayMode}`} id={ui.stayId} onClose={ui.closeStay} />}
      {ui.blockId !== null && <BlockPanel key={ui.blockId} id={ui.blockId} onClose={ui.closeBlock} />}
      <NewStayDialog opened={ui.newStayDefaults !== null} onClose={ui.closeNewStay} defaults={ui.newStayDefaults ?? undefined} />
      {ui.overlay === 'jump' && <Jump onClose={ui.closeOverlay} />}
      {ui.overlay === 'help' && <Help onClose={ui.closeOverlay} />}
      {ui.overlay === 'password' && <OwnPassword onClose={ui.closeOverlay} />}
    </div>
  )
}

/** A change of screen moves the focus into it and scrolls to its top, as loading a page would. */
function useFocusOnScreen(screen: RefObject<HTMLElement | null>): void {
  const [path] = useLocation()
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    screen.current?.focus({ preventScroll: true })
    screen.current?.scrollTo(0, 0)
  }, [path, screen])
}
