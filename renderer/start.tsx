import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Frame } from './frame/frame.tsx'
import classes from './frame/frame.module.css'
import { OfflineBanner } from './frame/offline-banner.tsx'
import { useWords } from './i18n.ts'
import { useProperty } from './property.ts'
import { FirstRun } from './screens/first-run/first-run.tsx'
import { SignInScreen } from './screens/sign-in/sign-in-screen.tsx'
import { resume, signOut } from './sitting.ts'
import { useConnection } from './state/connection.ts'
import { useSession } from './state/session.ts'

/** What comes first: the desk where somebody is signed in, the guide on a new one, signing in else. */
export function Start() {
  const property = useProperty()
  const { status, user, sitting } = useSession()
  const online = useConnection((connection) => connection.online)

  useEffect(() => {
    // Without an answer it is tried again when the desk is back.
    if (status === 'starting' && online) resume().catch(() => undefined)
  }, [status, online])

  if (property === undefined || status === 'starting') return <Waiting />
  if (user === null) return property.firstRun ? <FirstRun /> : <SignInScreen />
  if (user.role === 'customer') return <NoDesk name={user.username} />
  if (user.must_change_password || (!property.setupDone && user.role === 'admin')) return <FirstRun />
  return <Frame key={sitting} />
}

/** Nothing for the blink that starting takes; then something that says it goes on. */
function Waiting() {
  const say = useWords()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 400)
    return () => clearTimeout(timer)
  }, [])
  return <main className={classes.start}><OfflineBanner />{isLong && <Loader aria-label={say('common.loading')} />}</main>
}

function NoDesk({ name }: { name: string }) {
  const say = useWords()
  return (
    <main className={classes.start}>
      <Stack align="center" gap="sm" maw="26rem" p="md">
        <Title order={1}>{say('frame.noDeskTitle')}</Title>
        <Text ta="center">{say('frame.noDeskText', { name })}</Text>
        <Button onClick={signOut}>{say('frame.signOut')}</Button>
      </Stack>
    </main>
  )
}
