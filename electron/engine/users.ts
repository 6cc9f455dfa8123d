import { asc, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { Role } from '../../shared/contract/route.ts'
import type { User } from '../../shared/contract/users.ts'
import { localClock, type EpochMs } from '../../shared/time.ts'
import { difference, record } from './audit.ts'
import { expectVersion } from './bookings.ts'
import { refuse } from './errors.ts'
import { fold } from './folding.ts'
import type { Actor, Operation, Query } from './operation.ts'

export type UserRow = typeof users.$inferSelect

/** How long a sign-in lasts: a shift and some, so that nobody is thrown out at the counter. */
export const SESSION_MS = 16 * 3_600_000

export interface NewUser { username: string, email: string, passwordHash: string, role: Role, mustChangePassword?: boolean }

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),;:\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)
}

/** @returns the id of the new user */
export function addUser(op: Operation, wanted: NewUser): number {
  const username = wanted.username.trim()
  const email = wanted.email.trim()
  if (!isEmail(email)) refuse('email_bad', { email }, ['email_address'])
  expectFree(op.db, username, email)
  const id = op.db.run(
    `INSERT INTO users (username, username_key, email, email_key, password_hash, role, must_change_password, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    username, fold(username), email, fold(email), wanted.passwordHash, wanted.role, wanted.mustChangePassword ? 1 : 0, op.now, op.now).lastInsertRowid
  record(op, 'user', id, 'created')
  return id
}

export interface UserChange { username?: string, email?: string, role?: Role, active?: boolean, passwordHash?: string }

/** Changes a user; a new password or a barred user ends their sessions. */
export function changeUser(op: Operation, id: number, wanted: UserChange, version?: number): User {
  const before = userRow(op.db, id)
  expectVersion(before, version, () => toUser(before))
  const username = wanted.username?.trim()
  const email = wanted.email?.trim()
  if (email !== undefined && !isEmail(email)) refuse('email_bad', { email }, ['email'])
  expectFree(op.db, username, email, id)
  const losesAdmin = before.role === 'admin' && before.active && ((wanted.role ?? 'admin') !== 'admin' || wanted.active === false)
  if (losesAdmin && op.db.get<{ n: number }>(`SELECT count(*) AS n FROM users WHERE role = 'admin' AND active`)!.n === 1) refuse('last_admin')
  const after: Partial<UserRow> = {
    username, usernameKey: username === undefined ? undefined : fold(username),
    email, emailKey: email === undefined ? undefined : fold(email), role: wanted.role, active: wanted.active,
  }
  const changes = difference(before, after)
  if (Object.keys(changes).length > 0 || wanted.passwordHash) {
    op.db.orm.update(users).set({ ...after, passwordHash: wanted.passwordHash, updatedAt: op.now, version: sql`${users.version} + 1` }).where(eq(users.id, id)).run()
    if (wanted.active === false || wanted.passwordHash) revokeSessions(op, id)
    record(op, 'user', id, wanted.passwordHash ? 'password' : 'changed', changes)
  }
  return getUser(op, id)
}

/** Sets a user's own new password; every session but this one ends. */
export function setOwnPassword(op: Operation, id: number, passwordHash: string, jti: string): void {
  op.db.orm.update(users).set({ passwordHash, mustChangePassword: false, updatedAt: op.now, version: sql`${users.version} + 1` }).where(eq(users.id, id)).run()
  revokeSessions(op, id, jti)
  record(op, 'user', id, 'password')
}

export function listUsers(query: Query): User[] {
  return query.db.orm.select().from(users).orderBy(asc(users.id)).all().map((row) => toUser(row))
}

export function getUser(query: Query, id: number): User {
  return toUser(userRow(query.db, id))
}

export function userRow(db: ReadableDb, id: number): UserRow {
  return db.orm.select().from(users).where(eq(users.id, id)).get() ?? refuse('not_found', { what: 'User' })
}

export function userByName(db: ReadableDb, username: string): UserRow | undefined {
  return db.orm.select().from(users).where(eq(users.usernameKey, fold(username))).get()
}

export function startSession(op: Operation, userId: number, jti: string): void {
  op.db.run('INSERT INTO sessions (jti, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)', jti, userId, op.now, op.now + SESSION_MS)
  op.db.run('DELETE FROM sessions WHERE user_id = ? AND expires_at < ?', userId, op.now)
}

export function endSession(op: Operation, jti: string): void {
  op.db.run('UPDATE sessions SET revoked_at = ? WHERE jti = ? AND revoked_at IS NULL', op.now, jti)
}

export interface Session extends Actor { id: number, jti: string, expiresAt: EpochMs, mustChangePassword: boolean }

/** Who a token's id stands for now: undefined where the session has ended or the user may not sign in. */
export function sessionOf({ db, now }: Query, jti: string): Session | undefined {
  const row = db.get<{ id: number, username: string, role: Role, must_change_password: number, expires_at: EpochMs }>(
    `SELECT u.id, u.username, u.role, u.must_change_password, s.expires_at FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.jti = ? AND s.revoked_at IS NULL AND s.expires_at > ? AND u.active`, jti, now)
  return row && { id: row.id, username: row.username, role: row.role, jti, expiresAt: row.expires_at, mustChangePassword: row.must_change_password === 1 }
}

function revokeSessions(op: Operation, userId: number, except = ''): void {
  op.db.run('UPDATE sessions SET revoked_at = ? WHERE user_id = ? AND jti <> ? AND revoked_at IS NULL', op.now, userId, except)
}

function expectFree(db: ReadableDb, username: string | undefined, email: string | undefined, except = 0): void {
  // Seed 002 adds a user with `email_address`; a change names it `email`.
  const field = except === 0 ? 'email_address' : 'email'
  if (username !== undefined && db.get('SELECT 1 FROM users WHERE username_key = ? AND id <> ?', fold(username), except)) {
    refuse('username_taken', { username }, ['username'])
  }
  if (email !== undefined && db.get('SELECT 1 FROM users WHERE email_key = ? AND id <> ?', fold(email), except)) {
    refuse('email_taken', { email }, [field])
  }
}

function toUser(row: UserRow): User {
  return {
    id: row.id, username: row.username, email: row.email, is_admin: row.role === 'admin', role: row.role, active: row.active,
    created_at: `${localClock('UTC').local(row.createdAt)}Z`, version: row.version,
  }
}
