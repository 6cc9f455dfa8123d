import { Menu } from '@mantine/core'
import { IconArrowAutofitWidth, IconArrowsExchange, IconArrowsMove, IconCalendarShare, IconCut, IconDoorExit, IconEye, IconLock, IconLockOpen, IconSquareCheck } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { updateStay } from '../../../shared/contract/stays.ts'
import { CONTROL } from '../../components/control-key.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { useUi } from '../../state/ui.ts'
import type { HeldKind } from '../../timeline/owner.ts'
import { daysOf, has, isBlock, isOpen, type CalendarBar } from './bars.ts'
import styles from './calendar.module.css'
import type { Placement } from './judge.ts'
import { isLane, laneRowId } from './lanes.ts'
import type { Opened } from './use-gestures.ts'

interface Props {
  opened: Opened
  name: string
  selected: readonly CalendarBar[]
  onSelect(bars: readonly CalendarBar[]): void
  onDrop(placements: readonly Placement[]): void
  /** Takes the bar in hand: the next click, or the arrows and Enter, put it down. */
  onHold(kind: HeldKind): void
  onClose(): void
}

/** What can be done with a bar, for those who do not drag: every gesture has its words here. */
export function BarMenu({ opened: { bar, box }, name, selected, onSelect, onDrop, onHold, onClose }: Props) {
  const t = useWords()
  const ui = useUi()
  const anchor = useRef<HTMLButtonElement>(null)
  const update = useChange(updateStay)
  useLayoutEffect(() => {
    const { style } = anchor.current!
    style.left = `${box.left}px`
    style.top = `${box.top}px`
    style.width = `${box.width}px`
    style.height = `${box.height}px`
  }, [box])

  const isStay = !isBlock(bar)
  const canChange = isOpen(bar)
  const isSelected = selected.some(({ key }) => key === bar.key)
  const locked = has(bar, 'locked')
  const { arrival, departure } = daysOf(bar)
  const [other] = selected.filter(({ key }) => key !== bar.key)
  const canSwap = selected.length === (isSelected ? 2 : 1) && other !== undefined && !isLane(other.rowId) && !isLane(bar.rowId)
  const at = (one: CalendarBar, rowId: number): Placement => ({ bar: one, rowId, start: one.start, end: one.end })

  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus={false} withinPortal={false} width={260} shadow="md">
      <Menu.Target><button type="button" ref={anchor} className={styles['anchor']} tabIndex={-1} aria-label={name} /></Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <Menu.Item data-autofocus leftSection={<IconEye size={16} aria-hidden />} rightSection={<Key>Enter</Key>} onClick={() => isStay ? ui.openStay(bar.id) : ui.openBlock(bar.id)}>
          {t('calendar.menu.open')}
        </Menu.Item>
        {canChange && (
          <Menu.Item leftSection={<IconArrowsMove size={16} aria-hidden />} rightSection={<Key>M</Key>} onClick={() => onHold('move')}>{t('calendar.menu.hold')}</Menu.Item>
        )}
        {canChange && (
          <Menu.Item leftSection={<IconArrowAutofitWidth size={16} aria-hidden />} rightSection={<Key>R</Key>} onClick={() => onHold('end')}>{t('calendar.menu.resize')}</Menu.Item>
        )}
        {isStay && canChange && departure - arrival > 1 && !isLane(bar.rowId) && (
          <Menu.Item leftSection={<IconCut size={16} aria-hidden />} rightSection={<Key>S</Key>} onClick={() => onHold('split')}>{t('calendar.menu.split')}</Menu.Item>
        )}
        {isStay && canChange && (
          <Menu.Item leftSection={<IconCalendarShare size={16} aria-hidden />} onClick={() => ui.openStay(bar.id, 'move')}>{t('calendar.menu.move')}</Menu.Item>
        )}
        {canChange && canSwap && (
          <Menu.Item leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => onDrop([at(bar, other.rowId), at(other, bar.rowId)])}>
            {t('calendar.menu.swap', { other: other.guest || t('calendar.noName') })}
          </Menu.Item>
        )}
        {isStay && canChange && !isLane(bar.rowId) && bar.status !== 'checked_in' && !locked && (
          <Menu.Item leftSection={<IconDoorExit size={16} aria-hidden />} onClick={() => onDrop([at(bar, laneRowId(0))])}>{t('calendar.menu.lane')}</Menu.Item>
        )}
        {isStay && canChange && !isLane(bar.rowId) && (
          <Menu.Item leftSection={locked ? <IconLockOpen size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
            onClick={() => update.mutate({ params: { id: bar.id }, ifMatch: bar.version, body: { locked: !locked } })}>
            {t(locked ? 'calendar.menu.unlock' : 'calendar.menu.lock')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconSquareCheck size={16} aria-hidden />} rightSection={<Key>{`${CONTROL} Space`}</Key>}
          onClick={() => onSelect(isSelected ? selected.filter(({ key }) => key !== bar.key) : [...selected, bar])}>
          {t(isSelected ? 'calendar.menu.unselect' : 'calendar.menu.select')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Key({ children }: { children: string }) {
  return <kbd className={styles['key']} aria-hidden>{children}</kbd>
}
