import type { FastifyInstance } from 'fastify'
import { Server, type Socket } from 'socket.io'
import type { AtBooking } from '../../shared/contract/presence.ts'
import type { Booking } from '../../shared/contract/slots.ts'
import { find } from '../engine/bookings.ts'
import type { Reminder } from '../engine/reminders.ts'
import { toBooking } from '../engine/slots.ts'
import type { Session } from '../engine/users.ts'
import { mayAct, sessionOfToken } from './auth.ts'
import { sentence } from './sentences.ts'
import { queryOf, type Services } from './services.ts'

/** Live updates over Socket.IO (contract, section 9). */
export interface Live {
  remind(reminders: readonly Reminder[]): void
  close(): void
}

interface Events {
  booking_update(update: { type: string, booking: Booking }): void
  booking_reminder(reminder: { booking: Booking, message: string }): void
  booking_error(error: { error: string }): void
  /** All that the other desks are at now. */
  presence(others: AtBooking[]): void
}

type DeskSocket = Socket<Record<string, (data: unknown, answer?: unknown) => void>, Events, Record<string, never>, { token: string }>

/** What a step of the audit is called in an update; any other is `updated`. */
const TYPES: Record<string, string> = { created: 'created', cancelled: 'cancelled', moved: 'rescheduled', completed: 'completed', no_show: 'no_show' }

const DESK = 'desk'
const roomOf = (userId: number) => `user_${userId}`

export function createLive(app: FastifyInstance, services: Services): Live {
  const io = new Server<Record<string, (data: unknown, answer?: unknown) => void>, Events, Record<string, never>, { token: string }>(app.server, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    // An open page of another site must not ride on a machine inside the house.
    allowRequest: (request, decide) => decide(null, app.isKnownHost(request.headers.host ?? '') && isOwnOrigin(request.headers.origin, request.headers.host, services)),
  })
  const { database } = services
  const newestChange = () => database.db.get<{ seq: number }>('SELECT coalesce(max(id), 0) AS seq FROM audit')!.seq
  let told = 0
  let scheduled = false

  const sessionOfSocket = (socket: DeskSocket): Session | undefined => sessionOfToken(services, app, socket.data.token)

  io.use((socket, next) => {
    const token: unknown = socket.handshake.auth.token
    const session = typeof token === 'string' ? sessionOfToken(services, app, token.replace(/^(Bearer|Token)\s+/i, '')) : undefined
    if (!session || session.mustChangePassword) {
      next(new Error(sentence('en', 'errors.token_bad')))
      return
    }
    socket.data.token = (token as string).replace(/^(Bearer|Token)\s+/i, '')
    next()
  })

  io.on('connection', (socket: DeskSocket) => {
    // With nobody listening nothing is read; the first one hears from here on.
    if (io.sockets.sockets.size === 1) told = newestChange()
    socket.on('join_booking_room', (data, answer) => {
      const wanted = (data as { userId?: unknown } | null)?.userId
      if (wanted === DESK) joinDesk(socket, answer)
      else if (mayJoin(sessionOfSocket(socket), wanted)) void join(socket, roomOf(Number(wanted)), answer)
      else refuse(socket, answer)
    })
    socket.on('leave_booking_room', (data, answer) => {
      const wanted = (data as { userId?: unknown } | null)?.userId
      void socket.leave(wanted === DESK ? DESK : roomOf(Number(wanted)))
      acknowledge(answer, { ok: true })
    })
    socket.on('join_desk', (data, answer) => joinDesk(socket, answer ?? data))
    socket.on('leave_desk', (data, answer) => {
      void socket.leave(DESK)
      acknowledge(answer ?? data, { ok: true })
    })
  })

  function joinDesk(socket: DeskSocket, answer: unknown): void {
    const session = sessionOfSocket(socket)
    if (session && mayHear(session, DESK)) void join(socket, DESK, answer)
    else refuse(socket, answer)
  }

  async function join(socket: DeskSocket, room: string, answer: unknown): Promise<void> {
    await socket.join(room)
    acknowledge(answer, { ok: true })
  }

  const stopListening = database.commits.onCommit(() => {
    if (scheduled || io.sockets.sockets.size === 0) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      tell()
    })
  })

  /** Reads what was committed since the last time: never before the disk has it, never what was refused. */
  function tell(): void {
    dropEnded()
    const changes = database.db.all<{ id: number, entity: string, entity_id: number, step: string }>(
      'SELECT id, entity, entity_id, step FROM audit WHERE id > ? ORDER BY id LIMIT 1000', told)
    if (changes.length === 0) return
    told = changes.at(-1)!.id
    for (const change of changes) {
      if (change.entity !== 'booking') continue
      const row = find(database.db, change.entity_id)
      if (!row || row.kind === 'block') continue
      const rooms = row.userId === null ? [DESK] : [DESK, roomOf(row.userId)]
      io.to(rooms).emit('booking_update', { type: TYPES[change.step] ?? 'updated', booking: toBooking(queryOf(services), row) })
    }
    if (changes.length === 1000) setImmediate(tell)
  }

  const stopFollowing = services.presence.onChange(() => {
    dropEnded()
    for (const id of io.sockets.adapter.rooms.get(DESK) ?? []) {
      const socket = io.sockets.sockets.get(id) as DeskSocket | undefined
      const session = socket && sessionOfSocket(socket)
      if (session) socket.emit('presence', services.presence.besides(session))
    }
  })

  /** Whoever signed out or was barred hears nothing more, and whoever has another role now hears what that role may. */
  function dropEnded(): void {
    for (const socket of io.sockets.sockets.values()) {
      const session = sessionOfSocket(socket as DeskSocket)
      if (!session) socket.disconnect(true)
      else for (const room of socket.rooms) if (room !== socket.id && !mayHear(session, room)) void socket.leave(room)
    }
  }

  return {
    remind(reminders) {
      dropEnded()
      for (const { booking } of reminders) {
        if (booking.userId === null) continue
        io.to(roomOf(booking.userId)).emit('booking_reminder', {
          booking: toBooking(queryOf(services), booking),
          message: sentence(services.settings().language, 'reminder'),
        })
      }
    },
    close() {
      stopListening()
      stopFollowing()
      io.disconnectSockets(true)
      // The HTTP server is the app's to close: it still answers what it accepted.
      io.engine.close()
    },
  }
}

function mayJoin(session: Session | undefined, userId: unknown): boolean {
  const id = Number(userId)
  return session !== undefined && Number.isSafeInteger(id) && id >= 1 && mayHear(session, roomOf(id))
}

/** One's own room, or any for staff. */
function mayHear(session: Session, room: string): boolean {
  return room === roomOf(session.id) || mayAct(session.role, 'staff')
}

function refuse(socket: DeskSocket, answer: unknown): void {
  const error = { error: sentence('en', 'errors.access_denied') }
  socket.emit('booking_error', error)
  acknowledge(answer, { ok: false, ...error })
}

function acknowledge(answer: unknown, value: { ok: boolean, error?: string }): void {
  if (typeof answer === 'function') (answer as (value: unknown) => void)(value)
}

/** No origin (a program), this machine's own page, or one that an administrator let in. */
function isOwnOrigin(origin: string | undefined, host: string | undefined, services: Services): boolean {
  if (origin === undefined) return true
  if (services.settings().corsOrigins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
