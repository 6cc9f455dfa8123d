import { Autocomplete, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useWords } from '../../i18n.ts'
import { createRoom, updateRoom, type Room } from '../../../shared/contract/rooms.ts'
import { ApiError } from '../../errors.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useAmountFormat } from '../../components/use-amount-format.ts'
import { useFields } from '../../components/use-fields.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { nameOf } from './room-name.ts'

type Editable = Pick<Room, 'number' | 'name' | 'roomType' | 'floor' | 'capacity' | 'nightlyRate' | 'hourlyRate' | 'description'>

const NEW: Editable = { number: null, name: '', roomType: '', floor: null, capacity: 2, nightlyRate: null, hourlyRate: null, description: null }

/** Adds a room, or changes one; `categories` are those there are, to choose from. */
export function RoomForm({ room, categories, onClose }: { room: Room | null, categories: readonly string[], onClose(): void }) {
  const t = useWords()
  const { currency } = useAmountFormat()
  // The version that was looked at: where somebody else was quicker, the desk's answer brings the next one.
  const [seen, setSeen] = useState(room)
  const fields = useFields<Editable>(seen ?? NEW)
  const create = useChange(createRoom, { quiet: true })
  const update = useChange(updateRoom, { quiet: true })
  const { values, set, errorOf } = fields

  async function save(event: FormEvent) {
    event.preventDefault()
    const number = values.number?.trim() || null
    const name = values.name.trim() || number || ''
    const isComplete = fields.check({
      number: name === '' ? t('rooms.form.numberOrName') : undefined,
      roomType: values.roomType.trim() === '' ? t('rooms.form.needCategory') : undefined,
    })
    if (!isComplete) return
    try {
      if (seen === null) {
        const made = await create.mutateAsync({ body: { ...values, number, name } })
        tell(t('rooms.added', { room: nameOf(made) }))
      } else {
        // A room that is called by its number goes on being called so.
        const follows = fields.changes.name === undefined && seen.name === seen.number && number !== null
        const body = { ...fields.changes, ...(fields.changes.number !== undefined && { number }), name: follows ? number : name }
        const changed = await update.mutateAsync({ params: { id: seen.id }, body, ifMatch: seen.version })
        tell(t('rooms.changed', { room: nameOf(changed) }))
      }
      onClose()
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) setSeen(error.current as Room)
      fields.fail(error)
    }
  }

  const rate = (field: 'nightlyRate' | 'hourlyRate', label: string) => (
    <NumberInput label={label} value={values[field] ?? ''} min={0} allowNegative={false} error={errorOf(field)}
      onChange={(typed) => set(field, typeof typed === 'number' ? typed : null)} />
  )
  return (
    <Modal opened onClose={onClose} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}
      title={room === null ? t('rooms.form.addTitle') : t('rooms.changeRoom', { room: nameOf(room) })}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          <SimpleGrid cols={2} spacing="md" verticalSpacing="sm">
            <TextInput data-autofocus label={t('rooms.form.number')} description={t('rooms.form.numberHint')} value={values.number ?? ''} maxLength={20}
              error={errorOf('number')} onChange={(event) => set('number', event.currentTarget.value || null)} />
            <TextInput label={t('rooms.form.name')} description={t('rooms.form.nameHint')} value={values.name} maxLength={200}
              error={errorOf('name')} onChange={(event) => set('name', event.currentTarget.value)} />
            <Autocomplete label={t('rooms.form.category')} description={t('rooms.form.categoryHint')} data={[...categories]} value={values.roomType} maxLength={200}
              error={errorOf('roomType')} onChange={(category) => set('roomType', category)} style={{ gridColumn: '1 / -1' }} />
            <NumberInput label={t('rooms.form.floor')} value={values.floor ?? ''} min={-20} max={300} allowDecimal={false}
              error={errorOf('floor')} onChange={(typed) => set('floor', typeof typed === 'number' ? typed : null)} />
            <NumberInput label={t('rooms.form.capacity')} value={values.capacity} min={1} max={100_000} allowDecimal={false} allowNegative={false} clampBehavior="blur"
              error={errorOf('capacity')} onChange={(typed) => set('capacity', Number(typed) || 1)} />
            {rate('nightlyRate', t('rooms.form.nightly', { currency }))}
            {rate('hourlyRate', t('rooms.form.hourly', { currency }))}
          </SimpleGrid>
          <Textarea label={t('rooms.form.description')} value={values.description ?? ''} maxLength={4000} autosize minRows={2} maxRows={6}
            error={errorOf('description')} onChange={(event) => set('description', event.currentTarget.value || null)} />
          <ErrorNote error={fields.fault} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={create.isPending || update.isPending} disabled={seen !== null && !fields.isChanged}>
              {t(room === null ? 'common.add' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
