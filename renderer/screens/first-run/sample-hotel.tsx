import { Button, Group, Stack, Text } from '@mantine/core'
import { loadDemo } from '../../../shared/contract/settings.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useWords } from '../../i18n.ts'
import { refresh, useChange } from '../../query.ts'
import { tell } from '../../tell.ts'

export function SampleHotel() {
  const say = useWords()
  const load = useChange(loadDemo, { quiet: true, onSuccess: () => {
    tell(say('firstRun.doneSample'))
    // It leaves the guide by itself: the sample's settings say that it is done.
    return refresh()
  } })
  return (
    <Stack gap="md">
      <Text size="sm">{say('firstRun.sampleText')}</Text>
      <ErrorNote error={load.error} />
      <Group justify="flex-end"><Button size="sm" loading={load.isPending} onClick={() => load.mutate({})}>{say('firstRun.sampleUse')}</Button></Group>
    </Stack>
  )
}
