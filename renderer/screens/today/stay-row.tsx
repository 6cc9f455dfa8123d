import { Button, Group, Table, Tooltip } from '@mantine/core'
import { IconBrush, IconStarFilled } from '@tabler/icons-react'
import { useRef } from 'react'
import { checkIn, checkOut, noShow, type Stay } from '../../../shared/contract/stays.ts'
import { rowKeys } from '../../components/row-keys.ts'
import table from '../../components/table.module.css'
import { Tag } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { useUi } from '../../state/ui.ts'
import { tellDeed } from '../../undo.tsx'
import type { TodayView } from './stay-list.tsx'
import classes from './today.module.css'

interface Props {
  stay: Stay
  view: TodayView
  today: string
  isReady: boolean
}

export function StayRow({ stay, view, today, isReady }: Props) {
  const say = useWords()
  const format = useFormat()
  const openStay = useUi((ui) => ui.openStay)
  const guest = stay.guest?.name ?? say('common.noGuest')
  const room = stay.roomNumber ?? say('common.noRoom')
  const isIn = stay.status === 'checked_in'
  return (
    <Table.Tr {...rowKeys(() => openStay(stay.id))} className={classes.row} onClick={() => openStay(stay.id)}>
      <Table.Td className={classes.room}>
        {room}
        {view === 'arrivals' && !isReady && (
          <Tooltip label={say('today.notReady')}><IconBrush size={14} role="img" aria-label={say('today.notReady')} className={classes.notReady} /></Tooltip>
        )}
      </Table.Td>
      <Table.Td className={classes.guest}>
        {guest}
        {stay.guest?.vip && <> <IconStarFilled size={12} role="img" aria-label={say('common.vip')} className={classes.vip} /></>}
        {stay.status === 'pending' && <> <Tag tone="warn">{say('common.statuses.pending')}</Tag></>}
      </Table.Td>
      <Table.Td className={classes.when}>{when()}</Table.Td>
      <Table.Td className={table.number}>{stay.balance > 0 ? say('today.owes', { amount: format.money(stay.balance) }) : <span className={classes.paid}>{say('today.paid')}</span>}</Table.Td>
      <Table.Td className={table.tight} onClick={(event) => event.stopPropagation()}>
        <Steps stay={stay} guest={guest} room={room} isIn={isIn} isLate={view === 'overdue'} isLeaving={stay.departure <= today} />
      </Table.Td>
    </Table.Tr>
  )

  function when(): string {
    if (view === 'overdue') return say('today.due', { day: format.dayWithin(isIn ? stay.departure : stay.arrival) })
    if (view === 'departures') return say('today.since', { day: format.dayWithin(stay.arrival) })
    return say('today.until', { day: format.dayWithin(stay.departure) })
  }
}

function Steps({ stay, guest, room, isIn, isLate, isLeaving }: { stay: Stay, guest: string, room: string, isIn: boolean, isLate: boolean, isLeaving: boolean }) {
  const say = useWords()
  const buttons = useRef<HTMLDivElement>(null)
  const done = (sentence: string) => (after: Stay) => {
    focusNextRow(buttons.current)
    tellDeed({ text: sentence, steps: [after.lastChange] })
  }
  const arrive = useChange(checkIn, { onSuccess: done(say('today.checkedIn', { guest, room })) })
  const leave = useChange(checkOut, { onSuccess: done(say('today.checkedOut', { guest, room })) })
  const miss = useChange(noShow, { onSuccess: done(say('today.markedNoShow', { guest })) })
  const input = { params: { id: stay.id }, ifMatch: stay.version }
  if (isIn) {
    return (
      <div ref={buttons}>
        <Button size="compact-xs" variant={isLeaving ? 'filled' : 'default'} loading={leave.isPending} aria-label={say('today.checkOutOf', { guest, room })} onClick={() => leave.mutate(input)}>
          {say('today.checkOut')}
        </Button>
      </div>
    )
  }
  return (
    <Group ref={buttons} gap={4} wrap="nowrap" justify="flex-end">
      {isLate && (
        <Button size="compact-xs" variant="default" loading={miss.isPending} aria-label={say('today.noShowOf', { guest, room })} onClick={() => miss.mutate(input)}>
          {say('today.noShow')}
        </Button>
      )}
      <Button size="compact-xs" loading={arrive.isPending} aria-label={say('today.checkInOf', { guest, room })} onClick={() => arrive.mutate(input)}>
        {say('today.checkIn')}
      </Button>
    </Group>
  )
}

/** The row that was dealt with goes away; who works by keyboard goes on with the one after it. */
function focusNextRow(within: HTMLElement | null): void {
  const row = within?.closest('tr')
  // The button is out of use while the desk is asked, and the focus then with nobody.
  const isHere = document.activeElement === document.body || row?.contains(document.activeElement)
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  if (isHere && next instanceof HTMLElement) next.focus()
}
