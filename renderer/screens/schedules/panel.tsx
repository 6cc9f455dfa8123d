import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Status } from '../../../shared/contract/stays.ts'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useWords } from '../../i18n.ts'
import { pollNow } from '../../live.ts'
import { useDoing } from '../../presence.ts'
import { useSomebodyAt } from '../../state/presence.ts'
import styles from './schedules.module.css'
import { tellDone } from './tell-done.ts'

/** A panel is opened on a booking as it is now: on what was known of it before, a step would come too late. */
export const AFRESH = { gcTime: 0 }

interface Loaded<T> { data: T | undefined, error: Error | null, refetch(): unknown }

interface PanelProps<T> {
  bookingId: number
  loaded: Loaded<T>
  title(booking: T): string
  onClose(): void
  children(booking: T): ReactNode
}

/** A booking from the side, as soon as it is known; other desks see that it is open here. */
export function Panel<T>({ bookingId, loaded, title, onClose, children }: PanelProps<T>) {
  const t = useWords()
  const { data, error } = loaded
  const somebody = useSomebodyAt(bookingId)
  useDoing([bookingId], 'editing')
  return (
    <Drawer opened onClose={onClose} position="right" size="27rem" title={data === undefined ? t('common.loading') : title(data)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {/* Its line is kept free: what is below must not move under somebody's pointer. */}
      <Text size="xs" mih="1lh" role="status">{somebody && t(`calendar.busy.${somebody.doing}`, { by: somebody.by })}</Text>
      {data !== undefined ? children(data) : error ? <ErrorNote error={error} onRetry={() => void loaded.refetch()} /> : <LoadingNote />}
    </Drawer>
  )
}

export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return <dl className={styles['facts']}>{facts.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
}

const TONES: Record<Status, Tone> = { pending: 'warn', confirmed: 'info', checked_in: 'good', completed: 'calm', cancelled: 'calm', no_show: 'bad' }

/** How a booking of hours stands. */
export function StateTag({ status }: { status: Status }) {
  const t = useWords()
  return <Tag tone={TONES[status]}>{t(`schedules.status.${status}`)}</Tag>
}

/** A part of a panel below the others. */
export function Part({ children }: { children: ReactNode }) {
  return <Stack gap="sm" className={styles['part']}>{children}</Stack>
}

export interface Steps {
  busy: string | undefined
  fault: unknown
  /** Takes a step; when it is done it is told, and may be taken back. */
  take(name: string, step: () => Promise<{ lastChange?: number }>, told: string): void
}

/** Steps of a booking's life from its panel, one at a time. */
export function useSteps(onDone: () => void): Steps {
  const [busy, setBusy] = useState<string>()
  const [fault, setFault] = useState<unknown>(null)
  return {
    busy, fault,
    take(name, step, told) {
      setBusy(name)
      setFault(null)
      step().then(({ lastChange }) => {
        tellDone(told, lastChange === undefined ? [] : [lastChange])
        pollNow()
        onDone()
      }, setFault).finally(() => setBusy(undefined))
    },
  }
}

export interface StepButton { name: string, label: string, tone?: 'main' | 'danger', act(): void }

export function StepButtons({ steps, buttons }: { steps: Steps, buttons: readonly StepButton[] }) {
  return (
    <>
      <ErrorNote error={steps.fault} />
      <Group gap="xs">
        {buttons.map(({ name, label, tone, act }) => (
          <Button key={name} variant={tone === 'main' ? 'filled' : tone === 'danger' ? 'light' : 'default'} {...(tone === 'danger' ? { color: 'red' } : {})}
            loading={steps.busy === name} disabled={steps.busy !== undefined && steps.busy !== name} onClick={act}>{label}</Button>
        ))}
      </Group>
    </>
  )
}
