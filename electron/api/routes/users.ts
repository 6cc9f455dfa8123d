import * as contract from '../../../shared/contract/users.ts'
import { EngineError, refuse } from '../../engine/errors.ts'
import { fold } from '../../engine/folding.ts'
import { expectGoodPassword, hashPassword, isPassword } from '../../engine/passwords.ts'
import {
  addUser, changeUser, endSession, getUser, listUsers, SESSION_MS, setOwnPassword, startSession, userByName, userRow, type UserRow,
} from '../../engine/users.ts'
import { isLoopback, mayAct } from '../auth.ts'
import type { RouteTable } from '../route-table.ts'
import { operate, queryOf, type Services } from '../services.ts'
import { SignInGuard } from '../sign-in-guard.ts'

export function userRoutes(routes: RouteTable, services: Services): void {
  const guard = new SignInGuard(services.now)

  routes.raw(contract.login, async ({ body }, reply, request) => {
    const name = `name ${fold(body.username)}`
    const keys = [name, `address ${request.ip}`]
    guard.expectPatience(keys)
    const user = userByName(services.database.db, body.username)
    const matches = await isPassword(body.password, user?.passwordHash)
    // Guesses that came together were all let in; those that failed meanwhile count against this one.
    guard.expectPatience(keys)
    if (!matches || !user?.active) {
      guard.failed(keys)
      refuse('bad_password')
    }
    // The well-known first password opens nothing from elsewhere.
    if (user.mustChangePassword && !isLoopback(request.ip)) refuse('not_loopback')
    guard.succeeded(name)
    const jti = crypto.randomUUID()
    await operate(services, { id: user.id, username: user.username, role: user.role }, (op) => startSession(op, user.id, jti))
    const issued = Math.floor(services.now() / 1000)
    const token = request.server.jwt.sign({ sub: String(user.id), role: user.role, jti, iat: issued, exp: issued + SESSION_MS / 1000 })
    return reply.send({ message: 'Signed in', token, user: signedIn(user) })
  })

  routes.write(contract.logout, (op, { caller }) => {
    if (caller.session) endSession(op, caller.session.jti)
    return { message: 'Signed out' }
  })

  routes.read(contract.me, (query, { caller }) => signedIn(userRow(query.db, sessionOf(caller).id)))

  routes.read(contract.listUsers, (query) => listUsers(query))

  routes.write(contract.createUser, (op, { body, caller }, passwordHash: string) => {
    const isAdmin = caller.actor?.role === 'admin'
    return getUser(op, addUser(op, {
      username: body.username, email: body.email_address, passwordHash,
      role: isAdmin ? body.role ?? 'customer' : 'customer',
    }))
  }, {
    prepare({ body, caller }) {
      if (!caller.actor && !services.settings().selfRegistration) refuse('token_bad')
      if (caller.session?.mustChangePassword) refuse('password_change_first')
      if (caller.actor && !mayAct(caller.actor.role, 'admin') && !services.settings().selfRegistration) refuse('forbidden')
      expectGoodPassword(body.password, 'password')
      if (body.password !== body.confirm_password) refuse('password_differs', {}, ['confirm_password'])
      return hashPassword(body.password)
    },
  })

  routes.write(contract.changePassword, (op, { caller }, passwordHash: string) => {
    const session = sessionOf(caller)
    setOwnPassword(op, session.id, passwordHash, session.jti)
    return { message: 'Password changed' }
  }, {
    async prepare({ body, caller }) {
      const current = body.currentPassword ?? body.current_password
      const wanted = body.newPassword ?? body.new_password ?? refuse('fields_missing', { fields: 'newPassword' }, ['newPassword'])
      const session = sessionOf(caller)
      const user = userRow(queryOf(services).db, session.id)
      // Whoever must change it has just signed in with the old one; anybody else says it again.
      if (!session.mustChangePassword || current !== undefined) {
        if (current === undefined) refuse('fields_missing', { fields: 'currentPassword' }, ['currentPassword'])
        const keys = [`name ${user.usernameKey}`]
        guard.expectPatience(keys)
        const matches = await isPassword(current, user.passwordHash)
        guard.expectPatience(keys)
        if (!matches) {
          guard.failed(keys)
          throw new EngineError('password_wrong', { fields: ['currentPassword'] })
        }
      }
      expectGoodPassword(wanted, 'newPassword')
      if (await isPassword(wanted, user.passwordHash)) refuse('password_same', {}, ['newPassword'])
      return hashPassword(wanted)
    },
  })

  routes.write(contract.updateUser, (op, { params, body, version }, passwordHash: string | undefined) => {
    const { password: _, ...fields } = body
    return changeUser(op, params.id, { ...fields, passwordHash }, version)
  }, {
    prepare({ body }) {
      if (body.password === undefined) return undefined
      expectGoodPassword(body.password, 'password')
      return hashPassword(body.password)
    },
  })
}

function sessionOf(caller: { session: { id: number, jti: string, mustChangePassword: boolean } | null }) {
  return caller.session ?? refuse('token_bad')
}

function signedIn(user: UserRow) {
  return {
    id: user.id, username: user.username, email: user.email, is_admin: user.role === 'admin', role: user.role,
    must_change_password: user.mustChangePassword,
  }
}
