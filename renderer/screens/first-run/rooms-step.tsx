import { Button, Group, Stack, Tabs } from '@mantine/core'
import { updateSettings } from '../../../shared/contract/settings.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { StepHead } from './step-head.tsx'
import { RoomsFromCsv } from './rooms-from-csv.tsx'
import { RoomsOfPattern } from './rooms-of-pattern.tsx'
import { SampleHotel } from './sample-hotel.tsx'

export function RoomsStep({ onBack }: { onBack(): void }) {
  const say = useWords()
  const leave = useChange(updateSettings, { onSuccess: () => tell(say('firstRun.done')) })
  const finish = () => leave.mutate({ body: { setupDone: true } })
  return (
    <Stack gap="md">
      <StepHead title={say('firstRun.roomsTitle')} text={say('firstRun.roomsText')} />
      <Tabs defaultValue="pattern" keepMounted>
        <Tabs.List mb="md">
          <Tabs.Tab value="pattern">{say('firstRun.byPattern')}</Tabs.Tab>
          <Tabs.Tab value="csv">{say('firstRun.byCsv')}</Tabs.Tab>
          <Tabs.Tab value="sample">{say('firstRun.bySample')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="pattern"><RoomsOfPattern onDone={finish} /></Tabs.Panel>
        <Tabs.Panel value="csv"><RoomsFromCsv onDone={finish} /></Tabs.Panel>
        <Tabs.Panel value="sample"><SampleHotel /></Tabs.Panel>
      </Tabs>
      <Group justify="space-between">
        <Button variant="subtle" onClick={onBack}>{say('common.back')}</Button>
        <Button variant="subtle" loading={leave.isPending} onClick={finish}>{say('firstRun.skipRooms')}</Button>
      </Group>
    </Stack>
  )
}
