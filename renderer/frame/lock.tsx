import { Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '../i18n.ts'
import classes from '../screens/sign-in/card.module.css'
import { SignInForm } from '../screens/sign-in/sign-in-form.tsx'
import { signOut } from '../sitting.ts'
import { useSession } from '../state/session.ts'
import { OfflineBanner } from './offline-banner.tsx'

const coverPlace = () => document.getElementById('lock')!

// Registered before any dialog can listen, so that no key reaches what lies under the cover: an Escape
// meant for the lock would otherwise close a half-filled form.
window.addEventListener('keydown', (event) => {
  if (useSession.getState().status !== 'locked') return
  if (event.key === 'Escape' || !coverPlace().contains(event.target as Node)) event.stopImmediatePropagation()
}, { capture: true })

// Taken down before the cover draws and takes the focus for its password.
let focusedBefore: Element | null = null
useSession.subscribe((now, before) => {
  if (now.status === 'locked' && before.status !== 'locked') focusedBefore = document.activeElement
})

/** Covers the desk until the password is said. Everything under it stays as it was, out of reach of eyes, mouse and keys. */
export function Lock() {
  const say = useWords()
  const { status, user, reason } = useSession()
  const isLocked = status === 'locked'

  useEffect(() => {
    if (!isLocked) return
    const covered = [...document.body.children].filter((child) => child !== coverPlace())
    for (const child of covered) child.setAttribute('inert', '')
    return () => {
      for (const child of covered) child.removeAttribute('inert')
      if (focusedBefore instanceof HTMLElement && focusedBefore.isConnected) focusedBefore.focus()
      focusedBefore = null
    }
  }, [isLocked])

  if (!isLocked || user === null) return null
  return createPortal(
    <div className={classes.cover} role="dialog" aria-modal aria-labelledby="lock-title">
      <div className={classes.page}>
        <OfflineBanner />
        <div className={classes.card}>
          <Stack gap="md">
            <div>
              <Title order={1} size="h2" id="lock-title">
                <IconLock size={18} aria-hidden /> {say(reason === 'expired' ? 'signIn.expiredTitle' : 'signIn.lockedTitle')}
              </Title>
              <Text size="sm" fw={560} mt={4}>{user.username}</Text>
              <Text size="sm" c="dimmed">{say(reason === 'expired' ? 'signIn.expiredText' : 'signIn.lockedText')}</Text>
            </div>
            <SignInForm username={user.username} submit={say('signIn.unlock')} onOther={signOut} />
          </Stack>
        </div>
      </div>
    </div>,
    coverPlace(),
  )
}
