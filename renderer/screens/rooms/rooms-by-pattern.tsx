import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useWords } from '../../i18n.ts'
import { createRooms } from '../../../shared/contract/rooms.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FIRST_PATTERN, floorsOf, roomsOf, type RoomPattern } from './room-pattern.ts'
import { RoomPatternFields } from './room-pattern-fields.tsx'

/** Adds whole floors at once: all or none. */
export function RoomsByPattern({ categories, onClose }: { categories: readonly string[], onClose(): void }) {
  const t = useWords()
  const [pattern, setPattern] = useState<RoomPattern>(FIRST_PATTERN)
  const [needsCategory, setNeedsCategory] = useState(false)
  const create = useChange(createRooms, { quiet: true })
  const count = floorsOf(pattern).reduce((sum, { numbers }) => sum + numbers.length, 0)

  function change(next: RoomPattern) {
    setPattern(next)
    setNeedsCategory(false)
    create.reset()
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    if (pattern.category.trim() === '') return setNeedsCategory(true)
    try {
      const { created } = await create.mutateAsync({ body: { rooms: roomsOf(pattern) } })
      tell(t('rooms.pattern.added', { count: created }))
      onClose()
    } catch {
      // Shown beneath the fields.
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('rooms.pattern.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          <RoomPatternFields value={pattern} onChange={change} categories={categories}
            errors={needsCategory ? { category: t('rooms.form.needCategory') } : undefined} />
          <ErrorNote error={create.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={create.isPending} disabled={count === 0}>{t('rooms.pattern.addRooms', { count })}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
