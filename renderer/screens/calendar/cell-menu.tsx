import { Menu } from '@mantine/core'
import { IconBarrierBlock, IconCalendarPlus, IconCalendarQuestion, IconTool } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { createBlock, type Block, type CalendarRow } from '../../../shared/contract/calendar.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import styles from './calendar.module.css'
import { dateOf } from './days.ts'
import { bookSelection, type Chosen } from './use-gestures.ts'

interface Props {
  chosen: Chosen | undefined
  originDay: number
  rows: ReadonlyMap<number, CalendarRow>
  onClose(): void
}

/** What to do with the nights that were chosen. The first entry has the focus: Enter books. */
export function CellMenu({ chosen, originDay, rows, onClose }: Props) {
  const t = useWords()
  const format = useFormat()
  const anchor = useRef<HTMLButtonElement>(null)
  const block = useChange(createBlock, {
    onSuccess: ({ roomNumber, from, to }) => tell(t('calendar.blocked', { number: roomNumber ?? '', dates: format.span(from, to) })),
  })

  useLayoutEffect(() => {
    const element = anchor.current
    if (!element || !chosen) return
    element.style.left = `${chosen.box.left}px`
    element.style.top = `${chosen.box.top}px`
    element.style.width = `${chosen.box.width}px`
    element.style.height = `${chosen.box.height}px`
  }, [chosen])

  if (!chosen) return null
  const { rowId, from, to } = chosen.selection
  const take = (reason: Block['reason']) => block.mutate({
    body: { roomNumber: rows.get(rowId)?.label ?? '', from: dateOf(originDay + from), to: dateOf(originDay + to), reason },
  })
  const name = t('calendar.selected', { place: t('calendar.room', { number: rows.get(rowId)?.label ?? '' }), dates: format.span(dateOf(originDay + from), dateOf(originDay + to)), count: to - from })
  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus={false} withinPortal={false} width={220} shadow="md">
      <Menu.Target><button type="button" ref={anchor} className={styles['anchor']} tabIndex={-1} aria-label={name} /></Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <Menu.Item data-autofocus leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={() => bookSelection(chosen.selection, { originDay, rows })}>
          {t('calendar.book', { count: to - from })}
        </Menu.Item>
        <Menu.Item leftSection={<IconCalendarQuestion size={16} aria-hidden />} onClick={() => bookSelection(chosen.selection, { originDay, rows }, true)}>{t('calendar.hold')}</Menu.Item>
        <Menu.Item leftSection={<IconBarrierBlock size={16} aria-hidden />} onClick={() => take('out_of_order')}>{t('calendar.block')}</Menu.Item>
        <Menu.Item leftSection={<IconTool size={16} aria-hidden />} onClick={() => take('out_of_service')}>{t('calendar.outOfService')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
