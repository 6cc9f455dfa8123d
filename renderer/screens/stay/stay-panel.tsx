import { Button, Drawer, Group, Kbd, Stack, Text } from '@mantine/core'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { cancelStay, checkIn, checkOut, confirmStay, getStay, noShow, undoStay, type Stay, type Status } from '../../../shared/contract/stays.ts'
import { Confirm } from '../../components/confirm.tsx'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { ApiError } from '../../errors.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useDoing } from '../../presence.ts'
import { useProperty } from '../../property.ts'
import { refresh, useCall, useChange } from '../../query.ts'
import { useSomebodyAt } from '../../state/presence.ts'
import { useUi, type StayMode } from '../../state/ui.ts'
import { tell } from '../../tell.ts'
import { EditForm } from './edit-form.tsx'
import { MoveForm } from './move-form.tsx'
import { SplitForm } from './split-form.tsx'
import { StayFacts } from './stay-facts.tsx'
import { StayHistory } from './stay-history.tsx'
import classes from './stay.module.css'
import { ACTION_KEYS, actionsOf, primaryAction, type StayAction } from './steps.ts'

/** A stay from the side: all that is known, and what can be done with it now. */
export function StayPanel({ id, onClose }: { id: number, onClose(): void }) {
  const t = useWords()
  const { data: stay, error, refetch } = useCall(getStay, { params: { id } })
  return (
    <Drawer opened onClose={onClose} position="right" size="27rem" closeButtonProps={{ 'aria-label': t('common.close') }}
      title={<Text fw={600} size="lg" component="span">{stay ? stay.guest?.name ?? t('common.noGuest') : t('stay.title', { id })}</Text>}>
      {stay ? <Panel stay={stay} /> : error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : <LoadingNote />}
    </Drawer>
  )
}

const TONES: Record<Status, Tone> = { pending: 'warn', confirmed: 'info', checked_in: 'good', completed: 'calm', cancelled: 'calm', no_show: 'bad' }

type Mode = StayMode | 'history'
/** While one of these is open, other desks see who is at the stay. */
const FORMS: readonly Mode[] = ['edit', 'move', 'split']
type Question = 'cancel' | 'noShow' | 'early'

function Panel({ stay }: { stay: Stay }) {
  const t = useWords()
  const format = useFormat()
  const today = useProperty()?.today ?? stay.arrival
  const [mode, setMode] = useState<Mode>(useUi.getState().stayMode)
  const [question, setQuestion] = useState<Question | null>(null)
  const steps = useSteps(stay, () => setQuestion(null))
  const actions = actionsOf(stay, today)
  const primary = primaryAction(actions)
  useDoing(FORMS.includes(mode) ? [stay.id] : [], 'editing')

  function act(action: StayAction) {
    if (action === 'edit' || action === 'move' || action === 'split') setMode(action)
    else if (action === 'cancel' || action === 'noShow') setQuestion(action)
    else if (action === 'checkOut' && stay.departure > today) setQuestion('early')
    else steps.run(action)
  }
  function press(event: KeyboardEvent) {
    if (mode !== 'look' || question || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
    const action = actions.find((one) => ACTION_KEYS[one] === event.key.toLowerCase())
    if (!action) return
    event.preventDefault()
    act(action)
  }

  const done = () => setMode('look')
  return (
    <Stack gap="md" onKeyDown={press}>
      <Group justify="space-between" align="baseline">
        <div>
          <span className={classes.room}>{stay.roomNumber === null ? t('common.noRoom') : t('stay.room', { room: stay.roomNumber })}</span>
          <Text size="xs" c="dimmed">{stay.category} · #{stay.id}</Text>
          <SomebodyElse stayId={stay.id} />
        </div>
        <Group gap="xs"><Tag tone={TONES[stay.status]}>{t(`common.statuses.${stay.status}`)}</Tag></Group>
      </Group>
      <Urgency stay={stay} today={today} />
      {mode === 'look' && (
        <>
          <ErrorNote error={steps.stale ? t('stay.changedMeanwhile') : steps.error} />
          <Group gap="xs">
            {actions.map((action) => (
              <ActionButton key={action} action={action} primary={action === primary} busy={steps.busy} onClick={() => act(action)}>
                {action === 'undo' ? t('stay.undo', { step: t(`stay.steps.${stay.undoable!}`) }) : t(`stay.${action}`)}
              </ActionButton>
            ))}
          </Group>
          <StayFacts stay={stay} />
          <Button variant="subtle" onClick={() => setMode('history')} style={{ alignSelf: 'flex-start' }}>{t('stay.history')}</Button>
        </>
      )}
      {mode === 'edit' && <EditForm stay={stay} onDone={done} />}
      {mode === 'move' && <MoveForm stay={stay} onDone={done} />}
      {mode === 'split' && <SplitForm stay={stay} onDone={done} />}
      {mode === 'history' && <><StayHistory id={stay.id} /><Button variant="default" onClick={done}>{t('common.back')}</Button></>}
      {question === 'cancel' && (
        <Confirm title={t('stay.cancelTitle')} action={t('stay.cancel')} busy={steps.busy} error={steps.error} onClose={() => setQuestion(null)} onConfirm={() => steps.run('cancel')}>
          {t('stay.cancelText', { guest: stay.guest?.name ?? t('common.noGuest'), dates: format.span(stay.arrival, stay.departure) })}
        </Confirm>
      )}
      {question === 'noShow' && (
        <Confirm title={t('stay.noShowTitle')} action={t('stay.noShow')} busy={steps.busy} error={steps.error} onClose={() => setQuestion(null)} onConfirm={() => steps.run('noShow')}>
          {t('stay.noShowText', { guest: stay.guest?.name ?? t('common.noGuest'), when: format.relativeDay(stay.arrival) })}
        </Confirm>
      )}
      {question === 'early' && (
        <Confirm title={t('stay.earlyTitle')} action={t('stay.checkOut')} busy={steps.busy} error={steps.error} onClose={() => setQuestion(null)} onConfirm={() => steps.run('checkOut')}>
          {t('stay.earlyText', { departure: format.date(stay.departure) })}
        </Confirm>
      )}
    </Stack>
  )
}

/** The steps that need nothing more than a yes. */
function useSteps(stay: Stay, after: () => void) {
  const t = useWords()
  const [error, setError] = useState<unknown>(null)
  const guest = stay.guest?.name ?? t('common.noGuest')
  const changes = {
    confirm: useChange(confirmStay, { quiet: true }), checkIn: useChange(checkIn, { quiet: true }), checkOut: useChange(checkOut, { quiet: true }),
    cancel: useChange(cancelStay, { quiet: true }), noShow: useChange(noShow, { quiet: true }), undo: useChange(undoStay, { quiet: true }),
  }
  const said = { confirm: 'confirmed', checkIn: 'checked_in', checkOut: 'completed', cancel: 'cancelled', noShow: 'no_show' } as const
  const isStep = (action: StayAction): action is keyof typeof changes => action in changes
  return {
    error,
    stale: error instanceof ApiError && error.status === 412,
    busy: Object.values(changes).some(({ isPending }) => isPending),
    run(action: StayAction) {
      if (!isStep(action) || changes[action].isPending) return
      setError(null)
      changes[action].mutate({ params: { id: stay.id }, ifMatch: stay.version }, {
        onError(refusal) {
          setError(refusal)
          if (refusal instanceof ApiError && refusal.status === 412) void refresh()
        },
        onSuccess() {
          tell(action === 'undo' ? t('stay.done.undone', { step: t(`stay.steps.${stay.undoable!}`) }) : t(`stay.done.${said[action]}`, { guest }))
          after()
        },
      })
    },
  }
}

/** Who at another desk is at this stay now, so that two people do not change it at once. */
function SomebodyElse({ stayId }: { stayId: number }) {
  const t = useWords()
  const somebody = useSomebodyAt(stayId)
  // Its line is kept free: what is below must not move under somebody's pointer.
  return <Text size="xs" mih="1lh" role="status">{somebody && t(`stay.somebody.${somebody.doing}`, { by: somebody.by })}</Text>
}

/** What must be done with this stay today, in a sentence. */
function Urgency({ stay, today }: { stay: Stay, today: string }) {
  const t = useWords()
  const format = useFormat()
  const waits = stay.status === 'pending' || stay.status === 'confirmed'
  if (waits && stay.arrival < today) return <Text size="sm" c="var(--sk-bad)" fw={600}>{t('stay.overdueArrival', { when: format.relativeDay(stay.arrival) })}</Text>
  if (waits && stay.arrival === today) return <Text size="sm" fw={600}>{t('stay.arrivesToday')}</Text>
  if (waits) return <Text size="sm">{t('stay.arrivesIn', { when: format.relativeDay(stay.arrival) })}</Text>
  if (stay.status === 'checked_in' && stay.departure < today) return <Text size="sm" c="var(--sk-bad)" fw={600}>{t('stay.overdueDeparture', { when: format.relativeDay(stay.departure) })}</Text>
  if (stay.status === 'checked_in' && stay.departure === today) return <Text size="sm" fw={600}>{t('stay.leavesToday')}</Text>
  return null
}

function ActionButton({ action, primary, busy, onClick, children }: { action: StayAction, primary: boolean, busy: boolean, onClick(): void, children: ReactNode }) {
  const isGrave = action === 'cancel' || action === 'noShow'
  return (
    <Button variant={primary ? 'filled' : isGrave ? 'subtle' : 'default'} {...(isGrave ? { color: 'red' } : {})} disabled={busy} onClick={onClick}
      {...(primary ? { 'data-autofocus': true } : {})} aria-keyshortcuts={ACTION_KEYS[action]} rightSection={<Kbd size="xs" aria-hidden>{ACTION_KEYS[action].toUpperCase()}</Kbd>}>
      {children}
    </Button>
  )
}
