import { Button, Group, Text } from '@mantine/core'
import { turnOnDestination, type DestinationStatus } from '../../../shared/contract/operations.ts'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import classes from './deliveries.module.css'
import { destinationOf } from './delivery-words.ts'

const TONES: Record<DestinationStatus['state'], Tone> = { ok: 'good', failing: 'warn', off: 'bad', unset: 'calm' }

/** How each destination fares: where one is down, that is one thing to see to and not a hundred messages. */
export function Destinations({ destinations }: { destinations: readonly DestinationStatus[] }) {
  const t = useWords()
  return (
    <ul className={classes.destinations} aria-label={t('deliveries.destinationsLabel')}>
      {destinations.map((one) => <Destination key={one.name} destination={one} />)}
    </ul>
  )
}

function Destination({ destination: { name, state, waiting, parked, offSince, lastError } }: { destination: DestinationStatus }) {
  const t = useWords()
  const { moment } = useFormat()
  const turnOn = useChange(turnOnDestination)
  const called = destinationOf(t, name)
  return (
    <li className={classes.destination}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>{called}</Text>
        <Tag tone={TONES[state]}>{t(`deliveries.fares.${state}`)}</Tag>
      </Group>
      <Text size="xs" c="dimmed">{t('deliveries.counts', { waiting, parked })}</Text>
      {offSince !== null && <Text size="xs">{t('deliveries.offSince', { when: moment(offSince) })}</Text>}
      {lastError !== null && <Text size="xs" className={classes.error}>{lastError}</Text>}
      {state === 'unset' && <Text size="xs">{t('deliveries.noAddress')}</Text>}
      {state === 'off' && (
        <Button mt={4} variant="default" loading={turnOn.isPending} aria-label={t('deliveries.turnOnOf', { name: called })}
          onClick={() => turnOn.mutate({ params: { name } }, { onSuccess: () => tell(t('deliveries.turnedOn', { name: called })) })}>{t('deliveries.turnOn')}</Button>
      )}
    </li>
  )
}
