import { Group, Loader, Radio, Select, Stack, Text } from '@mantine/core'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import classes from './stay.module.css'
import type { FreeCategory } from './what-is-free.ts'

interface Props {
  free: readonly FreeCategory[]
  loading: boolean
  category: string | null
  /** Null: the desk picks. */
  roomNumber: string | null
  /** No room for now: it is given one later. */
  unassigned: boolean
  errors: { category?: string, room?: string }
  onChange(choice: { category: string, roomNumber: string | null, unassigned: boolean }): void
}

/** No room is called that: numbers have no spaces at their ends. */
const LATER = ' '

/** What is free and at what price: a category, and a room of it where the guest wants a certain one. */
export function RoomChoice({ free, loading, category, roomNumber, unassigned, errors, onChange }: Props) {
  const t = useWords()
  const format = useFormat()
  // Every free room can be named; those of the chosen category come first.
  const inOrder = free.toSorted((a, b) => Number(b.category === category) - Number(a.category === category))
  if (free.length === 0) return loading ? <Loader size="xs" /> : <Text size="sm" role="status" c="var(--sk-bad)">{t('stay.nothingFree')}</Text>
  return (
    <Group align="flex-start" gap="md" wrap="nowrap">
      <Radio.Group size="xs" label={t('stay.what')} value={category} error={errors.category} flex={3} className={classes.categories}
        onChange={(value) => onChange({ category: value, roomNumber: null, unassigned })}>
        <Stack gap={2} mt={4}>
          {free.map((one) => (
            <Radio key={one.category} value={one.category} size="xs" classNames={{ labelWrapper: classes.wide }} label={
              <Group gap="sm" wrap="nowrap" justify="space-between">
                <span>{one.category}</span>
                <span className={classes.figures}>
                  {t('stay.free', { count: one.rooms.length })}
                  {one.fromRate !== null && ` · ${format.money(one.fromRate)}`}
                </span>
              </Group>
            } />
          ))}
        </Stack>
      </Radio.Group>
      <Select label={t('common.room')} flex={2} value={unassigned ? LATER : roomNumber ?? ''} error={errors.room} searchable allowDeselect={false}
        data={[{ group: '', items: [{ value: '', label: t('stay.anyRoom') }, { value: LATER, label: t('stay.roomLater') }] }, ...inOrder.map((one) => ({
          group: one.category,
          items: one.rooms.map((room) => ({
            value: room.number,
            label: [room.number, t(`common.housekeeping.${room.housekeeping}`), room.nightlyRate !== null && room.nightlyRate !== one.fromRate ? format.money(room.nightlyRate) : '']
              .filter(Boolean).join(' · '),
          })),
        }))]}
        onChange={(value) => {
          const of = free.find(({ rooms }) => rooms.some(({ number }) => number === value))
          if (of) onChange({ category: of.category, roomNumber: value, unassigned: false })
          else if (category !== null) onChange({ category, roomNumber: null, unassigned: value === LATER })
        }} />
    </Group>
  )
}
