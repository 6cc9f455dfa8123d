import { ActionIcon, Button, Checkbox, Group, Modal, NumberInput, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { createProvider, deleteProvider, listProviders, updateProvider, type Provider } from '../../../shared/contract/appointments.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import tables from '../../components/table.module.css'
import { useFields } from '../../components/use-fields.ts'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from '../users/form-dialog.tsx'
import { TimeField } from './time-field.tsx'

/** Those whose time can be booked: add, change, take out. */
export function ProvidersDialog({ onClose }: { onClose(): void }) {
  const t = useWords()
  const { data, error, refetch } = useCall(listProviders, { query: { limit: 100 } })
  const [editing, setEditing] = useState<Provider | 'new' | null>(null)
  const remove = useChange(deleteProvider)
  // One dialog at a time: two would share their keys.
  if (editing !== null) return <ProviderForm provider={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
  return (
    <Modal opened onClose={onClose} size="lg" title={t('schedules.providers.manage')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <ErrorNote error={error} onRetry={() => void refetch()} />
        {data === undefined && !error && <LoadingNote />}
        {data?.items.length === 0 && <EmptyNote title={t('schedules.providers.none')} />}
        {data !== undefined && data.items.length > 0 && (
          <div className={tables['frame']}>
            <Table aria-label={t('schedules.providers.manage')}>
              <Table.Tbody>
                {data.items.map((provider) => (
                  <Table.Tr key={provider.id}>
                    <Table.Th scope="row">{provider.name}</Table.Th>
                    <Table.Td>{provider.email}</Table.Td>
                    <Table.Td>{t('schedules.providers.slot', { count: provider.slotMinutes })}</Table.Td>
                    <Table.Td className={tables['tight']}>
                      <Group gap={4} wrap="nowrap">
                        <ActionIcon aria-label={t('schedules.providers.change', { name: provider.name })} onClick={() => setEditing(provider)}><IconPencil size={16} aria-hidden /></ActionIcon>
                        <ActionIcon aria-label={t('schedules.providers.remove', { name: provider.name })} loading={remove.isPending && remove.variables.params.id === provider.id}
                          onClick={() => remove.mutate({ params: { id: provider.id } }, { onSuccess: () => tell(t('schedules.removed', { name: provider.name })) })}>
                          <IconTrash size={16} aria-hidden />
                        </ActionIcon>
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        <Text size="sm" c="dimmed">{t('schedules.providers.keeps')}</Text>
        <Group justify="flex-end"><Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEditing('new')}>{t('schedules.providers.add')}</Button></Group>
      </Stack>
    </Modal>
  )
}

interface Values { name: string, email: string, slotMinutes: number, isFixed: boolean, start: string, end: string, days: readonly number[] }

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

export function ProviderForm({ provider, onClose }: { provider: Provider | null, onClose(): void }) {
  const t = useWords()
  const names = weekdays(localeOf(useLanguage()))
  const hours = provider?.workingHours
  const fields = useFields<Values>({
    name: provider?.name ?? '', email: provider?.email ?? '', slotMinutes: provider?.slotMinutes ?? 30, isFixed: provider === null || hours !== null,
    start: hours?.start ?? '09:00', end: hours?.end ?? '17:00', days: hours ? hours.days ?? EVERY_DAY : [1, 2, 3, 4, 5],
  }, { workingHours: 'end' })
  const create = useChange(createProvider, { quiet: true })
  const update = useChange(updateProvider, { quiet: true })
  const { values, set, errorOf } = fields

  function save() {
    const isComplete = fields.check({
      name: values.name.trim() === '' ? t('common.required') : undefined, email: values.email.trim() === '' ? t('common.required') : undefined,
      end: values.isFixed && values.end <= values.start ? t('schedules.providers.hoursBackwards') : undefined,
    })
    if (!isComplete) return
    const body = {
      name: values.name.trim(), email: values.email.trim(), slotMinutes: values.slotMinutes,
      workingHours: values.isFixed ? { start: values.start, end: values.end, days: [...values.days].sort() } : null,
    }
    const done = {
      onError: fields.fail,
      onSuccess({ name }: Provider) {
        tell(t('schedules.savedAs', { name }))
        onClose()
      },
    }
    if (provider === null) create.mutate({ body }, done)
    else update.mutate({ params: { id: provider.id }, ifMatch: provider.version, body }, done)
  }
  return (
    <FormDialog title={t(provider === null ? 'schedules.providers.add' : 'schedules.providers.changeTitle')} action={t('common.save')} busy={create.isPending || update.isPending}
      fault={fields.fault} onSubmit={save} onClose={onClose}>
      <TextInput data-autofocus label={t('schedules.providers.name')} value={values.name} maxLength={200} error={errorOf('name')} onChange={(event) => set('name', event.currentTarget.value)} />
      <TextInput type="email" label={t('common.email')} value={values.email} maxLength={254} error={errorOf('email')} onChange={(event) => set('email', event.currentTarget.value)} />
      <NumberInput label={t('schedules.providers.slotMinutes')} value={values.slotMinutes} min={5} max={1440} step={5} allowDecimal={false} error={errorOf('slotMinutes')}
        onChange={(minutes) => typeof minutes === 'number' && set('slotMinutes', minutes)} />
      <Checkbox label={t('schedules.providers.fixed')} checked={values.isFixed} onChange={(event) => set('isFixed', event.currentTarget.checked)} />
      {values.isFixed && (
        <>
          <SimpleGrid cols={2} spacing="sm">
            <TimeField label={t('schedules.providers.start')} value={values.start} error={errorOf('start')} onChange={(time) => set('start', time)} />
            <TimeField label={t('schedules.providers.end')} value={values.end} error={errorOf('end')} onChange={(time) => set('end', time)} />
          </SimpleGrid>
          <Checkbox.Group label={t('schedules.providers.days')} value={values.days.map(String)} onChange={(days) => set('days', days.map(Number))}>
            <Group gap="sm" mt={4}>{EVERY_DAY.map((day) => <Checkbox key={day} value={String(day)} label={names[day - 1]} />)}</Group>
          </Checkbox.Group>
        </>
      )}
    </FormDialog>
  )
}

/** Monday first. */
function weekdays(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return EVERY_DAY.map((day) => format.format(new Date(Date.UTC(2024, 0, day))))
}
