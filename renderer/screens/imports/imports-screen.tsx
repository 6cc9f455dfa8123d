import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { IMPORTS, type ImportKind } from '../../../shared/contract/imports.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n.ts'
import { ColumnGuide } from './column-guide.tsx'
import { DropArea } from './drop-area.tsx'
import { ImportResult } from './import-result.tsx'
import { useImport } from './use-import.ts'

/** Lists from elsewhere: seen first, then taken over. */
export function ImportsScreen() {
  const t = useWords()
  const [what, setWhat] = useState<ImportKind>('rooms')
  const state = useImport(what)

  function show(next: ImportKind) {
    // Another kind of list is another file.
    state.reset()
    setWhat(next)
  }

  return (
    <Page title={t('imports.title')} note={t('imports.note')}>
      <SegmentedControl aria-label={t('imports.what')} value={what} onChange={(next) => show(next as ImportKind)} style={{ alignSelf: 'flex-start' }}
        data={IMPORTS.map((kind) => ({ value: kind, label: t(`imports.kinds.${kind}`) }))} />
      <DropArea name={state.chosen?.name ?? null} busy={state.busy} onFile={state.choose} />
      <ErrorNote error={state.fault} />
      {state.report && state.report.rows.length > 0 ? <ImportResult report={state.report} state={state} /> : <ColumnGuide what={what} />}
    </Page>
  )
}
