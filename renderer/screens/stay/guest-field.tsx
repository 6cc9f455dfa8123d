import { Autocomplete, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { listGuests, type Guest } from '../../../shared/contract/guests.ts'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'

interface Props {
  value: string
  error: string | undefined
  autoFocus?: boolean
  onChange(name: string): void
  /** A guest of before was chosen. */
  onChoose(guest: Guest): void
}

/** The guest's name, with those who were here before as one types. */
export function GuestField({ value, error, autoFocus, onChange, onChoose }: Props) {
  const t = useWords()
  const [wanted] = useDebouncedValue(value.trim(), 150)
  const { data } = useCall(listGuests, { query: { q: wanted, limit: 6 } }, { enabled: wanted.length >= 2, keepPrevious: true })
  const guests = wanted.length >= 2 ? data?.items ?? [] : []
  // Two guests may share a name: what tells them apart makes each a choice of its own.
  const known = new Map(guests.map((guest) => [[guest.name, guest.phone ?? guest.email ?? `#${guest.id}`].join(' · '), guest]))

  return (
    <Autocomplete label={t('stay.guestName')} placeholder={t('stay.guestHint')} value={value} error={error} data={[...known.keys()]}
      filter={({ options }) => options} comboboxProps={{ width: 420, position: 'bottom-start' }} maxLength={200} autoComplete="off" {...(autoFocus ? { 'data-autofocus': true } : {})}
      onChange={(text) => {
        const guest = known.get(text)
        if (guest) onChoose(guest)
        else onChange(text)
      }}
      renderOption={({ option }) => {
        const guest = known.get(option.value)
        return (
          <Group justify="space-between" wrap="nowrap" flex={1}>
            <Text size="sm">{option.value}</Text>
            {guest && guest.stays > 0 && <Text size="xs" c="dimmed">{t('stay.knownGuest', { count: guest.stays })}</Text>}
          </Group>
        )
      }} />
  )
}
