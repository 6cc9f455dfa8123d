import { Group, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { LanguageSwitch } from '../../components/language-switch.tsx'
import { Mark } from '../../components/mark.tsx'
import { OfflineBanner } from '../../frame/offline-banner.tsx'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useSession } from '../../state/session.ts'
import classes from './first-run.module.css'
import { PasswordStep } from './password-step.tsx'
import { PropertyStep } from './property-step.tsx'
import { RoomsStep } from './rooms-step.tsx'

const STEPS = ['password', 'property', 'rooms'] as const

/** The way from an empty database to a desk that books: three short steps. */
export function FirstRun() {
  const say = useWords()
  const user = useSession((session) => session.user)
  const setupDone = useProperty()?.setupDone ?? false
  const [isPropertyDone, setPropertyDone] = useState(false)
  const current = user === null || user.must_change_password ? 0 : isPropertyDone ? 2 : 1
  // A new password for somebody else than the first administrator is the only step there is.
  const steps = setupDone ? STEPS.slice(0, 1) : STEPS
  return (
    <main className={classes.page}>
      <OfflineBanner />
      <div className={classes.guide} data-wide={current === 2 || undefined}>
        <Group justify="space-between" wrap="nowrap" mb="lg">
          <Group gap="sm" wrap="nowrap"><Mark size={32} /><Title order={1}>{say('firstRun.title')}</Title></Group>
          <LanguageSwitch />
        </Group>
        {steps.length > 1 && (
          <ol className={classes.steps} aria-label={say('firstRun.steps')}>
            {steps.map((step, index) => (
              <li key={step} aria-current={index === current ? 'step' : undefined} data-done={index < current || undefined}>
                <span aria-hidden>{index < current ? <IconCheck size={13} /> : index + 1}</span>{say(`firstRun.${step}Step`)}
              </li>
            ))}
          </ol>
        )}
        {current === 0 && <PasswordStep />}
        {current === 1 && <PropertyStep onDone={() => setPropertyDone(true)} />}
        {current === 2 && <RoomsStep onBack={() => setPropertyDone(false)} />}
      </div>
    </main>
  )
}
