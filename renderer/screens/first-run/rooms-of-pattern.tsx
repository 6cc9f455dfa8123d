import { Button, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { createRooms } from '../../../shared/contract/rooms.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { MOST_ROOMS } from '../rooms/room-pattern.ts'
import classes from './first-run.module.css'
import { KindFields } from './kind-fields.tsx'
import { planOf, takenPerFloor, toNewRoom, type Kind, type PlannedRoom, type Shape } from './pattern.ts'

/** "4 floors of 15, 101 to 415", split into categories, with the rooms that come of it. */
export function RoomsOfPattern({ onDone }: { onDone(): void }) {
  const say = useWords()
  const [shape, setShape] = useState<Shape>({ floors: 4, perFloor: 15, firstFloor: 1, firstRoom: 1 })
  const [kinds, setKinds] = useState<Kind[]>([
    { key: 1, name: say('firstRun.secondName'), capacity: 1, rate: '', perFloor: 5 },
    { key: 2, name: say('firstRun.standardName'), capacity: 2, rate: '', perFloor: '' },
  ])
  const create = useChange(createRooms, { quiet: true, onSuccess: onDone })
  const { rooms, fault } = planOf(shape, kinds)

  function make(event: FormEvent) {
    event.preventDefault()
    if (rooms.length > 0) create.mutate({ body: { rooms: rooms.map(toNewRoom) } })
  }

  const count = (field: keyof Shape, label: string, min: number, max: number) => (
    <NumberInput
      label={label} value={shape[field]} min={min} max={max} allowDecimal={false} allowNegative={false} clampBehavior="blur"
      onChange={(value) => setShape({ ...shape, [field]: typeof value === 'number' ? value : '' })}
    />
  )
  return (
    <form onSubmit={make} noValidate>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
          {count('floors', say('firstRun.floors'), 1, 200)}
          {count('perFloor', say('firstRun.roomsPerFloor'), 1, 999)}
          {count('firstFloor', say('firstRun.firstFloor'), 0, 300)}
          {count('firstRoom', say('firstRun.firstNumber'), 0, 999)}
        </SimpleGrid>
        <KindFields kinds={kinds} left={Math.max(0, Number(shape.perFloor) - takenPerFloor(kinds))} onChange={setKinds} />
        <section aria-label={say('firstRun.preview')} className={classes.preview}>
          {fault !== null && (
            <Text size="sm" c="dimmed" role="status">
              {fault === 'tooMany' && say('firstRun.tooMany', { count: takenPerFloor(kinds), most: Number(shape.perFloor) })}
              {fault === 'tooManyRooms' && say('rooms.pattern.tooMany', { count: Number(shape.floors) * Number(shape.perFloor), most: MOST_ROOMS })}
              {fault === 'sameName' && say('firstRun.sameName')}
              {fault === 'needName' && say('firstRun.needName')}
              {fault === 'incomplete' && say('rooms.pattern.incomplete')}
            </Text>
          )}
          <Preview rooms={rooms} kinds={kinds} />
        </section>
        <ErrorNote error={create.error} />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={create.isPending} disabled={rooms.length === 0}>{say('firstRun.createRooms', { count: rooms.length })}</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Floors from the top down, as the house stands; of a tower the first thousand rooms. */
function Preview({ rooms, kinds }: { rooms: readonly PlannedRoom[], kinds: readonly Kind[] }) {
  const say = useWords()
  const floors = Map.groupBy(rooms.slice(0, 1000), ({ floor }) => floor)
  return [...floors].reverse().map(([floor, planned]) => (
    <div key={floor} className={classes.floor}>
      <span>{say('firstRun.floor', { floor })}</span>
      <div>
        {planned.map(({ number, kind }) => (
          <span key={number} className={classes.room} data-kind={kinds.indexOf(kind) % 6} title={kind.name}>{number}</span>
        ))}
      </div>
    </div>
  ))
}
