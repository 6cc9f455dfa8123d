import type { ImportKind, ImportReport } from '../../shared/contract/imports.ts'
import { refuse } from './errors.ts'
import type { Operation } from './operation.ts'

/** Reads a CSV: what each row would make, or has made. */
export function importCsv(_op: Operation, what: ImportKind, _text: string, _apply: 'none' | 'all' | 'good'): ImportReport {
  return refuse('import_unknown', { what })
}
