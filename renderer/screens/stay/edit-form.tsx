import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { updateStay, type Stay } from '../../../shared/contract/stays.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { DateFields } from './date-fields.tsx'
import { SOURCES } from './new-stay.tsx'
import { isOpen } from './steps.ts'

interface Editable {
  guestName: string, arrival: string, departure: string, adults: number, children: number
  nightlyRate: number, source: string | null, notes: string | null, locked: boolean
}

/** Changes what is known of a stay, its dates in the same room, its rate. */
export function EditForm({ stay, onDone }: { stay: Stay, onDone(): void }) {
  const t = useWords()
  const fields = useFields<Editable>({ ...stay, guestName: stay.guest?.name ?? '' })
  const update = useChange(updateStay, { quiet: true })
  const { values, set, errorOf } = fields
  const open = isOpen(stay.status)

  function save(event: FormEvent) {
    event.preventDefault()
    const isComplete = fields.check({
      guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined,
      departure: values.departure > values.arrival ? undefined : t('stay.needDates'),
    })
    if (!isComplete) return
    update.mutate({ params: { id: stay.id }, body: fields.changes, ifMatch: stay.version }, {
      onError: (error) => fields.fail(error),
      onSuccess() {
        tell(t('stay.done.changed', { guest: values.guestName }))
        onDone()
      },
    })
  }

  return (
    <form onSubmit={save} noValidate aria-label={t('stay.changeTitle')}>
      <Stack gap="sm">
        <TextInput label={t('stay.guestName')} value={values.guestName} error={errorOf('guestName')} maxLength={200} autoComplete="off" data-autofocus
          onChange={(event) => set('guestName', event.currentTarget.value)} />
        {open && (
          <SimpleGrid cols={3} spacing="sm">
            <DateFields arrival={values.arrival} departure={values.departure} arrivalFixed={stay.status === 'checked_in'}
              errors={{ arrival: errorOf('arrival'), departure: errorOf('departure') }}
              onChange={({ arrival, departure }) => {
                set('arrival', arrival)
                set('departure', departure)
              }} />
          </SimpleGrid>
        )}
        <SimpleGrid cols={3} spacing="sm">
          <NumberInput label={t('common.adults')} value={values.adults} min={1} max={50} allowDecimal={false} error={errorOf('adults')}
            onChange={(value) => typeof value === 'number' && set('adults', value)} />
          <NumberInput label={t('common.children')} value={values.children} min={0} max={50} allowDecimal={false} error={errorOf('children')}
            onChange={(value) => typeof value === 'number' && set('children', value)} />
          {open && <NumberInput label={t('stay.ownRate')} value={values.nightlyRate} min={0} allowNegative={false} hideControls error={errorOf('nightlyRate')}
            onChange={(value) => typeof value === 'number' && set('nightlyRate', value)} />}
        </SimpleGrid>
        <Select label={t('stay.source')} value={values.source} clearable onChange={(source) => set('source', source)}
          data={[...new Set([...SOURCES, ...(stay.source ? [stay.source] : [])])].map((source) => ({
            value: source, label: (SOURCES as readonly string[]).includes(source) ? t(`stay.sources.${source as 'direct'}`) : source,
          }))} />
        <Textarea label={t('common.notes')} value={values.notes ?? ''} autosize minRows={2} maxRows={8} error={errorOf('notes')}
          onChange={(event) => set('notes', event.currentTarget.value || null)} />
        <Checkbox label={t('stay.locked')} checked={values.locked} onChange={(event) => set('locked', event.currentTarget.checked)} />
        <ErrorNote error={fields.fault} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="submit" loading={update.isPending} disabled={!fields.isChanged}>{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
