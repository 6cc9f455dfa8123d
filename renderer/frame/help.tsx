import { Group, Kbd, Modal, Stack, Title } from '@mantine/core'
import { Fragment } from 'react'
import { CONTROL } from '../components/control-key.ts'
import { useWords, type WordKey } from '../i18n.ts'
import classes from './frame.module.css'

const KEYS: readonly { title: WordKey, keys: readonly (readonly [string[], WordKey])[] }[] = [
  { title: 'frame.keys.anywhere', keys: [
    [['N'], 'frame.keys.newStay'], [[`${CONTROL} K`, '/'], 'frame.keys.jump'], [['Alt 1–5'], 'frame.keys.screens'],
    [[`${CONTROL} L`], 'frame.keys.lock'], [['Esc'], 'frame.keys.close'], [['?'], 'frame.keys.help'], [[`${CONTROL} Z`], 'undo.undo'], [[`${CONTROL} Y`], 'undo.redo'],
  ] },
  { title: 'frame.keys.calendar', keys: [
    [['← → ↑ ↓'], 'frame.keys.cells'], [['Shift ← →'], 'frame.keys.select'], [['Enter'], 'frame.keys.openBar'],
    [['M', '← → ↑ ↓'], 'frame.keys.moveBar'], [['R', '← →'], 'frame.keys.resizeBar'], [['S', '← → ↑ ↓'], 'frame.keys.splitBar'],
    [[`${CONTROL} Space`], 'frame.keys.selectBar'], [['Shift F10'], 'frame.keys.menu'], [['T', 'G', 'F'], 'frame.keys.goTo'], [['+', '−'], 'frame.keys.zoom'],
    [[`${CONTROL} ← →`], 'frame.keys.week'], [['Page ↑ ↓'], 'frame.keys.page'],
  ] },
  { title: 'frame.keys.lists', keys: [[['↑ ↓'], 'frame.keys.move'], [['Enter'], 'frame.keys.open']] },
]

export function Help({ onClose }: { onClose(): void }) {
  const say = useWords()
  return (
    <Modal opened onClose={onClose} title={say('frame.keys.title')} closeButtonProps={{ 'aria-label': say('common.close') }}>
      <Stack gap="md">
        {KEYS.map(({ title, keys }) => (
          <section key={title}>
            <Title order={3} mb="xs">{say(title)}</Title>
            <dl className={classes.keys}>
              {keys.map(([caps, what]) => (
                <Fragment key={what}>
                  <dt><Group gap={4} wrap="nowrap">{caps.map((cap) => <Kbd key={cap} size="xs">{cap}</Kbd>)}</Group></dt>
                  <dd>{say(what)}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </Stack>
    </Modal>
  )
}
