import { Modal, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '../i18n.ts'
import classes from './frame.module.css'
import { useHits } from './use-hits.ts'

/** One field that finds guests, stays, rooms and screens. Arrows choose, Enter goes there. */
export function Jump({ onClose }: { onClose(): void }) {
  const say = useWords()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), 120)
  const [chosen, setChosen] = useState(0)
  const { hits, isSettled } = useHits(text.trim(), wanted)
  const list = useRef<HTMLDivElement>(null)
  const current = Math.min(chosen, hits.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function go(index: number) {
    const hit = hits[index]
    if (!hit) return
    onClose()
    hit.go()
  }

  function press(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setChosen(Math.max(0, Math.min(hits.length - 1, current + step)))
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      go(current)
    }
  }

  return (
    <Modal.Root opened onClose={onClose} size="34rem" yOffset="10vh">
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content aria-label={say('frame.jumpLabel')}>
        <Modal.Body p="xs">
          <TextInput
            size="md" variant="filled" data-autofocus aria-label={say('frame.jumpLabel')} placeholder={say('frame.jumpPlaceholder')}
            leftSection={<IconSearch size={17} aria-hidden />} value={text} onKeyDown={press} maxLength={200}
            role="combobox" aria-expanded={hits.length > 0} aria-controls="jump-hits" aria-autocomplete="list"
            aria-activedescendant={hits.length > 0 ? `jump-hit-${current}` : undefined}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setChosen(0)
            }}
          />
          <div id="jump-hits" role="listbox" aria-label={say('frame.jump')} className={classes.hits} ref={list}>
            {hits.map(({ key, icon: HitIcon, title, detail }, index) => (
              <div
                key={key} id={`jump-hit-${index}`} role="option" aria-selected={index === current} className={classes.hit}
                onClick={() => go(index)} onMouseMove={() => setChosen(index)}
              >
                <HitIcon size={17} aria-hidden />
                <span className={classes.hitTitle}>{title}</span>
                <span className={classes.hitDetail}>{detail}</span>
              </div>
            ))}
          </div>
          {hits.length === 0 && isSettled && (
            <p className={classes.hitNote}>{text.trim() === '' ? say('frame.jumpBegin') : say('frame.jumpEmpty', { text: text.trim() })}</p>
          )}
          <VisuallyHidden role="status">{isSettled ? say('common.results', { count: hits.length }) : ''}</VisuallyHidden>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
