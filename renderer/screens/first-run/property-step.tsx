import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { getSettings, updateSettings, type Settings } from '../../../shared/contract/settings.ts'
import { ApiError } from '../../client.ts'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { TimeField } from '../settings/fields.tsx'
import { readTimeOfDay } from '../settings/time-of-day.ts'
import { currencies, timeZones } from '../settings/zones.ts'
import { StepHead } from './step-head.tsx'

export function PropertyStep({ onDone }: { onDone(): void }) {
  const { data, error, refetch } = useCall(getSettings, {})
  if (data === undefined) return error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : <LoadingNote />
  return <PropertyForm settings={data} onDone={onDone} />
}

/** What a new database is called until somebody gives it a name. */
const UNNAMED = 'Skranke'

function PropertyForm({ settings, onDone }: { settings: Settings, onDone(): void }) {
  const say = useWords()
  const language = useLanguage()
  const [propertyName, setName] = useState(settings.propertyName === UNNAMED ? '' : settings.propertyName)
  const [timeZone, setTimeZone] = useState(settings.timeZone === 'UTC' ? Intl.DateTimeFormat().resolvedOptions().timeZone : settings.timeZone)
  const [currency, setCurrency] = useState(settings.currency)
  const [checkInTime, setCheckIn] = useState(settings.checkInTime)
  const [checkOutTime, setCheckOut] = useState(settings.checkOutTime)
  const [isNameMissing, setNameMissing] = useState(false)
  const change = useChange(updateSettings, { quiet: true, onSuccess: onDone })
  const zones = useMemo(() => timeZones(timeZone), [timeZone])
  const money = useMemo(() => currencies(currency, localeOf(language)), [currency, language])
  const faults = change.error instanceof ApiError ? change.error.fields : {}

  function save(event: FormEvent) {
    event.preventDefault()
    setNameMissing(propertyName.trim() === '')
    if (propertyName.trim() === '') return
    change.mutate({ body: {
      propertyName: propertyName.trim(), timeZone, currency, language,
      checkInTime: readTimeOfDay(checkInTime) ?? checkInTime, checkOutTime: readTimeOfDay(checkOutTime) ?? checkOutTime,
    } })
  }

  return (
    <form onSubmit={save} noValidate>
      <StepHead title={say('firstRun.propertyTitle')} text={say('firstRun.propertyText')} />
      <Stack gap="sm">
        <TextInput
          label={say('firstRun.name')} placeholder={say('firstRun.namePlaceholder')} value={propertyName} autoFocus maxLength={200}
          error={isNameMissing ? say('common.required') : faults.propertyName} onChange={(event) => setName(event.currentTarget.value)}
        />
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="sm">
          <Select
            label={say('firstRun.timeZone')} data={zones} value={timeZone} searchable allowDeselect={false} limit={100}
            nothingFoundMessage={say('common.nothingFound')} error={faults.timeZone} onChange={(value) => value && setTimeZone(value)}
          />
          <Select
            label={say('firstRun.currency')} data={money} value={currency} searchable allowDeselect={false} limit={100}
            nothingFoundMessage={say('common.nothingFound')} error={faults.currency} onChange={(value) => value && setCurrency(value)}
          />
          <TimeField label={say('firstRun.checkInTime')} value={checkInTime} error={faults.checkInTime} onChange={setCheckIn} />
          <TimeField label={say('firstRun.checkOutTime')} value={checkOutTime} error={faults.checkOutTime} onChange={setCheckOut} />
        </SimpleGrid>
        {Object.keys(faults).length === 0 && <ErrorNote error={change.error} />}
        <Group justify="flex-end"><Button type="submit" size="sm" loading={change.isPending}>{say('common.next')}</Button></Group>
      </Stack>
    </form>
  )
}
