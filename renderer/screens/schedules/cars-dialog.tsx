import { ActionIcon, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Table, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { createCar, deleteCar, listCars, updateCar, type Car } from '../../../shared/contract/cars.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import tables from '../../components/table.module.css'
import { Tag } from '../../components/tag.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from '../users/form-dialog.tsx'

/** The cars there are: how each stands, add one, take one out. */
export function CarsDialog({ onClose }: { onClose(): void }) {
  const t = useWords()
  const { data, error, refetch } = useCall(listCars, {})
  const [isAdding, setIsAdding] = useState(false)
  // One dialog at a time: two would share their keys.
  if (isAdding) return <AddCar onClose={() => setIsAdding(false)} />
  return (
    <Modal opened onClose={onClose} size="xl" title={t('schedules.cars.manage')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <ErrorNote error={error} onRetry={() => void refetch()} />
        {data === undefined && !error && <LoadingNote />}
        {data?.length === 0 && <EmptyNote title={t('schedules.cars.none')} />}
        {data !== undefined && data.length > 0 && (
          <div className={tables['frame']}>
            <Table aria-label={t('schedules.cars.manage')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('schedules.cars.one')}</Table.Th>
                  <Table.Th scope="col">{t('schedules.cars.fuelType')}</Table.Th>
                  <Table.Th scope="col" className={tables['number']}>{t('schedules.cars.mileage')}</Table.Th>
                  <Table.Th scope="col">{t('common.status')}</Table.Th>
                  <Table.Th scope="col" className={tables['tight']}>{t('common.actions')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>{data.map((car) => <CarRow key={car.car_id} car={car} />)}</Table.Tbody>
            </Table>
          </div>
        )}
        <Group justify="flex-end"><Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setIsAdding(true)}>{t('schedules.cars.add')}</Button></Group>
      </Stack>
    </Modal>
  )
}

function CarRow({ car }: { car: Car }) {
  const t = useWords()
  const format = useFormat()
  const remove = useChange(deleteCar)
  const update = useChange(updateCar)
  const name = `${car.brand} ${car.model}`
  const params = { id: car.car_id }
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>{car.fuel_type}</Table.Td>
      <Table.Td className={tables['number']}>{format.number(car.mileage)}</Table.Td>
      <Table.Td>
        <Group gap={6}>
          {car.is_rented && <Tag tone="info">{t('schedules.cars.tag.out')}</Tag>}
          {car.has_damage && <Tag tone="bad">{t('schedules.cars.tag.damaged')}</Tag>}
          {car.damage}
        </Group>
      </Table.Td>
      <Table.Td className={tables['tight']}>
        <Group gap={4} wrap="nowrap" justify="flex-end">
          {car.has_damage && (
            <Button size="compact-xs" variant="default" loading={update.isPending} onClick={() => update.mutate({ params, body: { has_damage: false, damage: null } })}>{t('schedules.cars.repaired')}</Button>
          )}
          <ActionIcon aria-label={t('schedules.cars.remove', { name })} loading={remove.isPending}
            onClick={() => remove.mutate({ params }, { onSuccess: () => tell(t('schedules.removed', { name })) })}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

export function AddCar({ onClose }: { onClose(): void }) {
  const t = useWords()
  const fields = useFields({ brand: '', model: '', fuel_type: '', mileage: 0 })
  const create = useChange(createCar, { quiet: true })
  const { values, set, errorOf } = fields

  function add() {
    const required = (text: string) => (text.trim() === '' ? t('common.required') : undefined)
    if (!fields.check({ brand: required(values.brand), model: required(values.model), fuel_type: required(values.fuel_type) })) return
    create.mutate({ body: values }, {
      onError: fields.fail,
      onSuccess() {
        tell(t('schedules.savedAs', { name: `${values.brand} ${values.model}` }))
        onClose()
      },
    })
  }
  const text = (field: 'brand' | 'model' | 'fuel_type', label: string) => (
    <TextInput label={label} value={values[field]} maxLength={100} error={errorOf(field)} onChange={(event) => set(field, event.currentTarget.value)} {...(field === 'brand' ? { 'data-autofocus': true } : {})} />
  )
  return (
    <FormDialog title={t('schedules.cars.add')} action={t('common.add')} busy={create.isPending} fault={fields.fault} onSubmit={add} onClose={onClose}>
      <SimpleGrid cols={2} spacing="sm">
        {text('brand', t('schedules.cars.brand'))}
        {text('model', t('schedules.cars.model'))}
        {text('fuel_type', t('schedules.cars.fuelType'))}
        <NumberInput label={t('schedules.cars.mileage')} value={values.mileage} min={0} allowDecimal={false} allowNegative={false} error={errorOf('mileage')}
          onChange={(mileage) => typeof mileage === 'number' && set('mileage', mileage)} />
      </SimpleGrid>
    </FormDialog>
  )
}
