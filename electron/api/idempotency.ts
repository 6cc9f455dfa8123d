import { createHmac } from 'node:crypto'
import type { Language } from '../../shared/contract/settings.ts'
import { EngineError, refuse } from '../engine/errors.ts'
import type { Actor, Operation } from '../engine/operation.ts'
import { refusalOf } from './errors.ts'
import { operate, type Services } from './services.ts'

export interface FirstAnswer {
  status: number
  answer: string
  /** True where it was just given, and is not a repetition. */
  isNew?: boolean
}

interface Request { scope: string, key: string, body: unknown }

const A_DAY = 24 * 3_600_000

/**
 * The first answer of a key, again, byte for byte, for a day; without one `work`'s, kept in the
 * transaction of the work itself. A refusal is kept too, in a transaction of its own, because that
 * of the work was rolled back.
 * @throws EngineError `idempotency_reused` where the key came with another body
 */
export async function answerOnce(services: Services, actor: Actor | null, request: Request, language: Language, work: (op: Operation) => FirstAnswer): Promise<FirstAnswer> {
  // Keyed, because a body may hold a password: a plain digest of it could be guessed at leisure.
  const hash = createHmac('sha256', services.key).update(JSON.stringify(request.body) ?? '').digest('base64')
  try {
    return await operate(services, actor, (op) => recall(op, request, hash) ?? keep(op, request, hash, work(op)))
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'idempotency_reused') throw error
    const { status, body } = refusalOf(error, language)
    return operate(services, actor, (op) => recall(op, request, hash) ?? keep(op, request, hash, { status, answer: JSON.stringify(body) }))
  }
}

/** Keeps what was added to an answer after the change was safe, so that it is repeated whole. */
export function amendAnswer(services: Services, { scope, key }: Request, first: FirstAnswer): Promise<FirstAnswer> {
  return operate(services, null, ({ db }) => {
    db.run('UPDATE idempotency SET answer = ? WHERE scope = ? AND key = ?', first.answer, scope, key)
    return first
  })
}

function recall(op: Operation, { scope, key }: Request, hash: string): FirstAnswer | undefined {
  const known = op.db.get<FirstAnswer & { body_hash: string, created_at: number }>(
    'SELECT body_hash, status, answer, created_at FROM idempotency WHERE scope = ? AND key = ?', scope, key)
  if (!known || known.created_at <= op.now - A_DAY) return undefined
  if (known.body_hash !== hash) refuse('idempotency_reused')
  return { status: known.status, answer: known.answer }
}

function keep(op: Operation, { scope, key }: Request, hash: string, first: FirstAnswer): FirstAnswer {
  op.db.run('DELETE FROM idempotency WHERE created_at <= ?', op.now - A_DAY)
  op.db.run('INSERT INTO idempotency (scope, key, body_hash, status, answer, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    scope, key, hash, first.status, first.answer, op.now)
  return { ...first, isNew: true }
}
