import { useState } from 'react'
import { importCsv, type ImportKind, type ImportReport } from '../../../shared/contract/imports.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { MOST_BYTES, readCsv, sizeOf } from './read-csv.ts'
import type { Static } from 'typebox'

export type Report = Static<typeof ImportReport>

interface Chosen { name: string, text: string }

export interface ImportState {
  chosen: Chosen | null
  /** The dry run, or the import where `applied`. */
  report: Report | null
  busy: boolean
  /** What the desk answered, or a sentence of this screen. */
  fault: unknown
  choose(file: File): void
  checkAgain(): void
  run(apply: 'all' | 'good'): void
  reset(): void
}

/** From a file to rows in the house: read, tried, seen, imported. */
export function useImport(what: ImportKind): ImportState {
  const t = useWords()
  const { bytes } = useFormat()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { mutateAsync, isPending } = useChange(importCsv, { quiet: true })

  async function send({ name, text }: Chosen, apply: 'none' | 'all' | 'good') {
    setFault(null)
    try {
      const answer = await mutateAsync({ params: { what }, query: { apply }, body: text })
      setReport(answer)
      if (answer.rows.length === 0) setFault(t('imports.empty', { name }))
      else if (apply !== 'none' && !answer.applied) setFault(t('imports.notApplied'))
    } catch (error) {
      setFault(error)
    }
  }

  async function choose(file: File) {
    setReport(null)
    setFault(null)
    setChosen(null)
    const text = await readCsv(file).catch(() => null)
    if (text === null) return setFault(t('imports.unreadable', { name: file.name }))
    const size = sizeOf(text)
    if (size > MOST_BYTES) return setFault(t('imports.tooLarge', { name: file.name, size: bytes(size), most: bytes(MOST_BYTES) }))
    const next = { name: file.name, text }
    setChosen(next)
    await send(next, 'none')
  }

  return {
    chosen, report, busy: isPending, fault,
    choose: (file) => void choose(file),
    checkAgain: () => void (chosen && send(chosen, 'none')),
    run: (apply) => void (chosen && send(chosen, apply)),
    reset() {
      setChosen(null)
      setReport(null)
      setFault(null)
    },
  }
}
