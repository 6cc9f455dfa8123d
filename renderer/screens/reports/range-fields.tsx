import { Group, Select } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useWords } from '../../i18n.ts'
import { PRESETS, presetOf, rangeOf, type Preset, type Range } from './ranges.ts'

/** A range as it is being chosen: a date may be missing. */
export type PartialRange = { [K in keyof Range]: string | null }

/** The nights to look at: a range that is asked for every day, or any other by its dates. */
export function RangeFields({ range, today, onChange }: { range: PartialRange, today: string, onChange(range: PartialRange): void }) {
  const t = useWords()
  const isBackwards = range.first !== null && range.last !== null && range.last < range.first
  const preset = range.first !== null && range.last !== null ? presetOf({ first: range.first, last: range.last }, today) : null
  return (
    <Group gap="sm" align="flex-start">
      <Select label={t('reports.presets.label')} w="11rem" value={preset} placeholder="–" allowDeselect={false}
        data={PRESETS.map((one) => ({ value: one, label: t(`reports.presets.${one}`) }))}
        onChange={(one) => one !== null && onChange(rangeOf(one as Preset, today))} />
      <DateInput label={t('reports.first')} w="9rem" value={range.first} valueFormat="D MMM YYYY" error={range.first === null ? t('reports.needFirst') : undefined}
        onChange={(first) => onChange({ ...range, first })} />
      <DateInput label={t('reports.last')} w="9rem" value={range.last} valueFormat="D MMM YYYY"
        error={range.last === null ? t('reports.needLast') : isBackwards ? t('reports.backwards') : undefined}
        onChange={(last) => onChange({ ...range, last })} />
    </Group>
  )
}
