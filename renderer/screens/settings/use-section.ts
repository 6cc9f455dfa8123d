import { useState } from 'react'
import { getSettings, updateSettings, type Settings } from '../../../shared/contract/settings.ts'
import { useFields, type Fields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { faultsOf } from './faults.ts'

/** A section's settings that may be emptied while they are typed. */
export type Typed<T> = { [K in keyof T]: T[K] extends number ? number | '' : T[K] }

interface SectionState<K extends keyof Settings> {
  fields: Fields<Typed<Pick<Settings, K>>>
  busy: boolean
  save(title: string): void
}

/** One section's part of the settings: only what was changed in it is sent. */
export function useSection<K extends keyof Settings>(settings: Settings, names: readonly K[]): SectionState<K> {
  const t = useWords()
  const part = Object.fromEntries(names.map((name) => [name, settings[name]])) as Typed<Pick<Settings, K>>
  const fields = useFields(part)
  const { refetch } = useCall(getSettings, {})
  const { mutateAsync } = useChange(updateSettings, { quiet: true })
  const [busy, setBusy] = useState(false)

  async function save(title: string) {
    if (!fields.check(faultsOf(t, fields.changes) as Parameters<typeof fields.check>[0])) return
    setBusy(true)
    try {
      await mutateAsync({ body: fields.changes as Partial<Settings> })
      // What was typed is let go of only when the new state is here: nothing flickers back to the old one.
      await refetch()
      fields.reset()
      tell(t('settings.savedSection', { section: title }))
    } catch (error) {
      fields.fail(error)
    } finally {
      setBusy(false)
    }
  }

  return { fields, busy, save: (title) => void save(title) }
}
