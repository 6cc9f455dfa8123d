import { Autocomplete, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core'
import { useWords } from '../../i18n.ts'
import { useAmountFormat } from '../../components/use-amount-format.ts'
import { countOf, floorsOf, MOST_ROOMS, type RoomPattern } from './room-pattern.ts'
import classes from './rooms.module.css'

interface Props {
  value: RoomPattern
  onChange(value: RoomPattern): void
  /** Categories that there are already, to choose from. */
  categories?: readonly string[]
  /** Why the desk refuses a field. */
  errors?: Partial<Record<keyof RoomPattern, string>>
}

/** Many rooms in seven fields, with the numbers they get. */
export function RoomPatternFields({ value, onChange, categories = [], errors = {} }: Props) {
  const t = useWords()
  const { currency } = useAmountFormat()
  const count = (field: 'floors' | 'perFloor' | 'firstFloor' | 'firstRoom' | 'capacity', label: string, min: number, max: number) => (
    <NumberInput label={label} value={value[field] ?? ''} min={min} max={max} allowDecimal={false} allowNegative={false} clampBehavior="blur"
      error={errors[field]} onChange={(typed) => onChange({ ...value, [field]: typeof typed === 'number' ? typed : '' })} />
  )
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        {count('floors', t('rooms.pattern.floors'), 1, 200)}
        {count('perFloor', t('rooms.pattern.perFloor'), 1, 999)}
        {count('firstFloor', t('rooms.pattern.firstFloor'), 0, 300)}
        {count('firstRoom', t('rooms.pattern.firstRoom'), 0, 999)}
        <Autocomplete label={t('rooms.pattern.category')} description={t('rooms.form.categoryHint')} data={[...categories]} value={value.category} error={errors.category}
          maxLength={200} onChange={(category) => onChange({ ...value, category })} style={{ gridColumn: '1 / -1' }} />
        {count('capacity', t('rooms.pattern.capacity'), 1, 1000)}
        <NumberInput label={t('rooms.pattern.nightly', { currency })} value={value.nightlyRate ?? ''} min={0} allowNegative={false} error={errors.nightlyRate}
          onChange={(typed) => onChange({ ...value, nightlyRate: typeof typed === 'number' ? typed : null })} />
      </SimpleGrid>
      <RoomPatternPreview value={value} />
    </Stack>
  )
}

function RoomPatternPreview({ value }: { value: RoomPattern }) {
  const t = useWords()
  const floors = floorsOf(value)
  const count = countOf(value)
  return (
    <div className={classes.preview} role="status">
      <Text size="xs" fw={600} mb={4}>{t('rooms.pattern.preview')}{floors.length > 0 && ` · ${t('rooms.count', { count })}`}</Text>
      {floors.length === 0 && (
        <Text size="xs" c="dimmed">{count > MOST_ROOMS ? t('rooms.pattern.tooMany', { count, most: MOST_ROOMS }) : t('rooms.pattern.incomplete')}</Text>
      )}
      {shortened(floors).map((line) => line === null
        ? <Text key="more" size="xs" c="dimmed">…</Text>
        : (
          <Group key={line.floor} gap="md" wrap="nowrap">
            <Text size="xs" c="dimmed" w="5rem">{t('rooms.pattern.floorLine', { floor: line.floor })}</Text>
            <Text size="xs" ff="monospace">{spanOf(line.numbers)}</Text>
          </Group>
        ))}
    </div>
  )
}

/** The first and the last floors tell enough of a tower. */
function shortened<T>(floors: readonly T[]): (T | null)[] {
  return floors.length <= 6 ? [...floors] : [...floors.slice(0, 4), null, ...floors.slice(-1)]
}

function spanOf(numbers: readonly string[]): string {
  return numbers.length < 4 ? numbers.join(', ') : `${numbers[0]}, ${numbers[1]}, … ${numbers.at(-1)}`
}
