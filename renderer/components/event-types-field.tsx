import { Checkbox, Code, SimpleGrid, Stack, Switch } from '@mantine/core'
import { EVENT_TYPES, type EventType } from '../../shared/contract/events.ts'
import { useWords, type Say } from '../i18n.ts'

interface Props {
  /** Null for all. */
  value: readonly string[] | null
  error?: string
  onChange(value: string[] | null): void
  /** What is picked when one begins to pick. */
  before?: readonly string[]
}

/** Which events are sent somewhere: all, also those that later versions tell, or these. */
export function EventTypesField({ value, error, onChange, before = [] }: Props) {
  const t = useWords()
  return (
    <Stack gap="sm">
      <Switch label={t('webhooks.allEvents')} checked={value === null} onChange={(event) => onChange(event.currentTarget.checked ? null : [...before])} />
      {value !== null && (
        <Checkbox.Group label={t('webhooks.pick')} value={[...value]} error={error} onChange={onChange} size="xs">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6} my={4}>
            {choices(value, before).map((type) => <Checkbox key={type} value={type} label={<>{meaningOf(t, type)} <Code>{type}</Code></>} />)}
          </SimpleGrid>
        </Checkbox.Group>
      )}
    </Stack>
  )
}

/** Those that are told, and what was picked besides: another program may have named what is not told yet. */
function choices(...picked: (readonly string[])[]): string[] {
  return [...new Set([...EVENT_TYPES, ...picked.flat()])]
}

function meaningOf(t: Say, type: string): string {
  return EVENT_TYPES.includes(type as EventType) ? t(`webhooks.events.${type as EventType}`) : ''
}
