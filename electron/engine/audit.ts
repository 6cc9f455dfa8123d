import type { Operation } from './operation.ts'

export type Entity = 'booking' | 'room' | 'provider' | 'resource' | 'car' | 'timeslots' | 'reminder' | 'guest' | 'user' | 'settings' | 'delivery' | 'destination' | 'webhook' | 'backup' | 'property' | 'payment'

/** {"column": [before, after]} */
export type Changes = Record<string, readonly [before: unknown, after: unknown]>

/** Writes who did what, in the transaction of what was done. Its id is the next change of the feed. */
export function record(op: Operation, entity: Entity, entityId: number | null, step: string, changes: Changes | null = null): number {
  return op.db.run(
    'INSERT INTO audit (at, user_id, entity, entity_id, step, changes) VALUES (?, ?, ?, ?, ?, ?)',
    op.now, op.actor?.id ?? null, entity, entityId, step, changes === null ? '{}' : JSON.stringify(changes),
  ).lastInsertRowid
}

/** What differs between a row and its new values, by column; columns that stay are left out. */
export function difference<Row extends object>(before: Row, after: Partial<Row>): Changes {
  const changes: Record<string, [unknown, unknown]> = {}
  for (const key of Object.keys(after) as (keyof Row & string)[]) {
    if (after[key] !== undefined && after[key] !== before[key]) changes[key] = [before[key], after[key]]
  }
  return changes
}
