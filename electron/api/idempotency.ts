import { createHmac } from 'node:crypto'
import type { Language } from '../../shared/contract/settings.ts'
import { EngineError, refuse } from '../engine/errors.ts'
import type { Actor, Operation, Query } from '../engine/operation.ts'
import { refusalOf } from './errors.ts'
import { operate, queryOf, type Services } from './services.ts'

export interface FirstAnswer {
  status: number
  answer: string
  /** True where it was just given, and is not a repetition. */
  isNew?: boolean
}

/** `scope` is who asks for what: one key may be used again for something else. */
export interface IdempotentRequest { scope: string, key: string, body: unknown }

const A_DAY = 24 * 3_600_000

/**
 * The first answer of a key where there is one.
 * @throws EngineError `idempotency_reused` where the key came with another body
 */
export function knownAnswer(services: Services, request: IdempotentRequest): FirstAnswer | undefined {
  return recall(queryOf(services), request, hashOf(services, request))
}

/**
 * The first answer of a key, again, byte for byte, for a day; without one `work`'s, kept in the
 * transaction of the work itself. A refusal is kept too, in a transaction of its own, because that
 * of the work was rolled back.
 * @throws EngineError `idempotency_reused` where the key came with another body
 */
export async function answerOnce(services: Services, actor: Actor | null, request: IdempotentRequest, language: Language, work: (op: Operation) => FirstAnswer): Promise<FirstAnswer> {
  const hash = hashOf(services, request)
  try {
    return await operate(services, actor, (op) => recall(op, request, hash) ?? keep(op, request, hash, work(op)))
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'idempotency_reused') throw error
    const { status, body } = refusalOf(error, language)
    return operate(services, actor, (op) => recall(op, request, hash) ?? keep(op, request, hash, { status, answer: JSON.stringify(body) }))
  }
}

/** Keeps what was added to an answer after the change was safe, so that it is repeated whole. */
export function amendAnswer(services: Services, { scope, key }: IdempotentRequest, first: FirstAnswer): Promise<FirstAnswer> {
  return operate(services, null, ({ db }) => {
    db.run('UPDATE idempotency SET answer = ? WHERE scope = ? AND key = ?', first.answer, scope, key)
    return first
  })
}

/** Keyed, because a body may hold a password: a plain digest of it could be guessed at leisure. */
function hashOf(services: Services, { body }: IdempotentRequest): string {
  return createHmac('sha256', services.key).update(JSON.stringify(body) ?? '').digest('base64')
}

function recall({ db, now }: Query, { scope, key }: IdempotentRequest, hash: string): FirstAnswer | undefined {
  const known = db.get<FirstAnswer & { body_hash: string, created_at: number }>(
    'SELECT body_hash, status, answer, created_at FROM idempotency WHERE scope = ? AND key = ?', scope, key)
  if (!known || known.created_at <= now - A_DAY) return undefined
  if (known.body_hash !== hash) refuse('idempotency_reused')
  return { status: known.status, answer: known.answer }
}

function keep(op: Operation, { scope, key }: IdempotentRequest, hash: string, first: FirstAnswer): FirstAnswer {
  op.db.run('DELETE FROM idempotency WHERE created_at <= ?', op.now - A_DAY)
  op.db.run('INSERT INTO idempotency (scope, key, body_hash, status, answer, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    scope, key, hash, first.status, first.answer, op.now)
  return { ...first, isNew: true }
}
