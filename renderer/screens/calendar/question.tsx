import { Button, Group, Paper, Portal, Stack, Text } from '@mantine/core'
import { useFocusTrap, useMergedRef } from '@mantine/hooks'
import { useCallback, useId, useRef, type KeyboardEvent } from 'react'
import { useWords } from '../../i18n.ts'
import styles from './calendar.module.css'
import { placeBeside } from './place-beside.ts'

export interface Choice {
  label: string
  onChoose(): void
}

export interface Asked {
  title: string
  text?: string
  choices: readonly Choice[]
  box: DOMRect
}

/** A question at the place where something was dropped. The first answer has the focus; Escape gives up. */
export function Question({ asked, onGiveUp }: { asked: Asked, onGiveUp(): void }) {
  const t = useWords()
  const titleId = useId()
  const card = useRef<HTMLDivElement>(null)

  const { box } = asked
  const place = useCallback((element: HTMLDivElement | null) => {
    card.current = element
    if (element) placeBeside(element, box)
  }, [box])
  const ref = useMergedRef(place, useFocusTrap())

  function press(event: KeyboardEvent) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') {
      event.stopPropagation()
      onGiveUp()
    } else if (way !== undefined && card.current) {
      event.preventDefault()
      const buttons = [...card.current.querySelectorAll('button')]
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
      buttons[(at + way + buttons.length) % buttons.length]?.focus()
    }
  }

  return (
    <Portal>
      <div className={styles['backdrop']} onPointerDown={onGiveUp} />
      <Paper ref={ref} className={styles['question']} shadow="lg" withBorder role="dialog" aria-modal aria-labelledby={titleId} onKeyDown={press}>
        <Text fw={600} id={titleId}>{asked.title}</Text>
        {asked.text !== undefined && <Text size="sm" c="dimmed">{asked.text}</Text>}
        <Stack gap={4} mt="xs">
          {asked.choices.map(({ label, onChoose }, index) => (
            <Button key={label} size="xs" justify="flex-start" variant={index === 0 ? 'filled' : 'default'} {...(index === 0 ? { 'data-autofocus': true } : {})} onClick={onChoose}>{label}</Button>
          ))}
          <Group justify="flex-end"><Button size="xs" variant="subtle" onClick={onGiveUp}>{t('common.cancel')}</Button></Group>
        </Stack>
      </Paper>
    </Portal>
  )
}
