import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { addDays } from '../../shared/time.ts'
import { aStay, step } from '../support/builders.ts'
import { openTestDesk, TODAY } from '../support/desk.ts'
import { deliveries, HOUR, later, MINUTE, openHouse, until } from './support/house.ts'

/* Letters to guests, taken in by a real mail server on loopback. */

interface Mail { from: string, to: string[], raw: string, headers: string, text: string, html: string, subject: string }

interface MailServer { url: string, mails: Mail[], refuse(code: number | undefined): void, sessions: number }

async function openMailServer(t: TestContext): Promise<MailServer> {
  const mails: Mail[] = []
  let code: number | undefined
  let sessions = 0
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 10,
    onConnect(_, done) {
      sessions += 1
      done()
    },
    onRcptTo(_, __, done) {
      done(code === undefined ? undefined : Object.assign(new Error('No such guest here'), { responseCode: code }))
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        mails.push({ from: mailFrom === false || mailFrom === undefined ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw, ...read(raw) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()) })
  t.after(() => new Promise<void>((resolve) => { server.close(() => resolve()) }))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails,
    refuse(with_) { code = with_ },
    get sessions() { return sessions },
  }
}

/** The parts of a letter as a mail reader shows them. */
function read(raw: string): Pick<Mail, 'headers' | 'text' | 'html' | 'subject'> {
  const [headers = ''] = raw.split('\r\n\r\n', 1)
  const unfolded = headers.replaceAll(/\r\n[ \t]+/g, ' ')
  const boundary = /boundary="([^"]+)"/.exec(unfolded)?.[1] ?? ''
  const part = (type: string) => {
    const found = raw.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
    const body = found.slice(found.indexOf('\r\n\r\n') + 4).trimEnd()
    return decode(body, /Content-Transfer-Encoding: (\S+)/i.exec(found)?.[1] ?? '7bit')
  }
  const subject = /^Subject: (.*)$/m.exec(unfolded)?.[1]?.trim() ?? ''
  return { headers: unfolded, text: part('text/plain'), html: part('text/html'), subject: words(subject) }
}

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body.replaceAll('\r\n', '\n')
  const bytes = body.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

/** RFC 2047. */
function words(subject: string): string {
  return subject.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : decode(text.replaceAll('_', ' '), 'quoted-printable'))
}

const delivered = (count: number) => (desk: Parameters<typeof deliveries>[0]) => () => deliveries(desk, 'mail').filter(({ state }) => state === 'delivered').length === count

test('a guest gets a confirmation, word of each change of date or room, and of the cancellation', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example', propertyName: 'Hotel Fyr' })
  const stay = await aStay().in('101').for('Åse Holm').nights(2).with({ guestEmail: 'aase@guest.example' }).book(desk)
  await desk.as('staff').patch(`/api/v1/stays/${stay.id}`, { notes: 'Not for the guest' })
  await desk.as('staff').post(`/api/v1/stays/${stay.id}/move`, { roomNumber: '102' })
  await step(desk, stay.id, 'cancel')
  await aStay().in('103').for('No address').book(desk)
  await until(desk, delivered(3)(desk))

  assert.deepEqual(server.mails.map(({ subject }) => subject), [
    'Your booking at Hotel Fyr is confirmed', 'Your booking at Hotel Fyr has changed', 'Your booking at Hotel Fyr is cancelled',
  ])
  const [confirmation, change] = server.mails
  assert.equal(confirmation!.from, 'desk@hotel.example')
  assert.deepEqual(confirmation!.to, ['aase@guest.example'])
  assert.equal(confirmation!.text.trim(), `Dear Åse Holm,

Thank you for your booking. We look forward to seeing you.

Booking number: ${stay.id}
Room: 101
Category: Standard single room
Arrival: Wednesday, 10 February 2027
Departure: Friday, 12 February 2027
Price: DKK 1,990.00

Please answer this e-mail if anything is not as it should be.

Kind regards,
Hotel Fyr`.replace('DKK 1,990.00', 'DKK\u00a01,990.00'))
  assert.match(confirmation!.html, /<p>Dear Åse Holm,<\/p>/)
  assert.match(confirmation!.html, /<th [^>]*>Room<\/th><td>101<\/td>/)
  assert.match(change!.text, /Room: 102/)
  const key = desk.desk.services.database.db.get<{ key: string }>('SELECT key FROM messages ORDER BY id LIMIT 1')!.key
  assert.ok(confirmation!.headers.includes(`Message-ID: <${key}@skranke>`), 'the same letter on every try')
})

test('letters are Danish where the property is', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example', propertyName: 'Hotel Fyrtårnet', language: 'da' })
  await aStay().in('101').for('Søren').with({ guestEmail: 'soeren@guest.example' }).book(desk)
  await until(desk, delivered(1)(desk))
  assert.equal(server.mails[0]!.subject, 'Din booking hos Hotel Fyrtårnet er bekræftet')
  assert.match(server.mails[0]!.text, /Kære Søren\n\nTak for din booking\./)
  assert.match(server.mails[0]!.text, /Ankomst: onsdag den 10\. februar 2027\n/)
  assert.match(server.mails[0]!.html, /<html lang="da">/)
})

test('what somebody typed is never markup, and never a header', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example', propertyName: 'Ole & "Søn" <hotel>' })
  await aStay().in('101').for('<img src=x onerror=alert(1)> {{property}}').with({ guestEmail: 'a@guest.example' }).book(desk)
  await desk.as('admin').patch('/api/v1/settings', { propertyName: 'Hotel\r\nBcc: everybody@guest.example' })
  await until(desk, delivered(1)(desk))
  await aStay().in('102').for('Holm\r\nBcc: everybody@guest.example').with({ guestEmail: 'b@guest.example' }).book(desk)
  await until(desk, delivered(2)(desk))
  const [first, second] = server.mails
  assert.doesNotMatch(first!.html, /<img/)
  assert.match(first!.html, /&lt;img src=x onerror=alert\(1\)&gt; \{\{property\}\}/)
  assert.deepEqual(second!.to, ['b@guest.example'])
  assert.doesNotMatch(second!.headers, /^Bcc:/m)
})

test('a pending stay is confirmed by letter when it is confirmed, and a guest who leaves early hears nothing', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example' })
  const stay = await aStay().in('101').nights(3).pending().with({ guestEmail: 'a@guest.example' }).book(desk)
  await step(desk, stay.id, 'confirm')
  await step(desk, stay.id, 'check-in')
  await step(desk, stay.id, 'check-out')
  await until(desk, delivered(1)(desk))
  assert.deepEqual(server.mails.map(({ subject }) => subject), ['Your booking at Skranke is confirmed'])
  assert.equal(deliveries(desk, 'mail').length, 1)
})

test('a customer is reminded by letter, once for each time that is set, also across a restart', async (t) => {
  const server = await openMailServer(t)
  const desk = await openTestDesk(t, { settings: { smtpUrl: server.url, mailFrom: 'desk@hotel.example' } })
  const provider = (await desk.as('admin').post('/api/v1/providers', { name: 'Massage', email: 'm@hotel.example' })).body.id
  const made = await desk.as('customer').post('/api/v1/bookings', { provider_id: provider, date: addDays(TODAY, 2), time: '12:00' })
  assert.equal(made.status, 201, made.text)
  await until(desk, delivered(1)(desk))
  const reminders = () => server.mails.filter(({ subject }) => subject.endsWith('is coming up'))
  later(desk, 24 * HOUR)
  await until(desk, delivered(2)(desk), 'the reminder a day ahead')
  await desk.restart()
  later(desk, HOUR)
  later(desk, 22 * HOUR)
  await until(desk, delivered(3)(desk), 'the reminder an hour ahead')
  assert.equal(reminders().length, 2)
  assert.deepEqual(reminders()[0]!.to, ['customer@hotel.example'])
  assert.match(reminders()[0]!.text, /Booked: Massage\nFrom: Friday, 12 February 2027 at 12:00/)
})

test('a guest is reminded of a stay a day and an hour ahead, once each, also across a restart, and anew when it is moved', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example', propertyName: 'Hotel Fyr' })
  const reminded = () => server.mails.filter(({ subject }) => subject === 'Your booking at Hotel Fyr is coming up')
  const stay = await aStay().in('101').for('Åse Holm').from(addDays(TODAY, 2)).nights(3).with({ guestEmail: 'aase@guest.example' }).book(desk)
  await aStay().in('102').for('No address').from(addDays(TODAY, 2)).book(desk)
  await until(desk, delivered(1)(desk))

  // 12 o'clock now, and the stay begins at 14 in two days: 26 hours on it is a day ahead.
  later(desk, 26 * HOUR - 1)
  await desk.restart()
  later(desk, 1)
  await until(desk, delivered(2)(desk), 'the reminder a day ahead')
  assert.equal(reminded().length, 1)
  assert.deepEqual(reminded()[0]!.to, ['aase@guest.example'])
  assert.match(reminded()[0]!.text, /Your booking is coming up\. We look forward to seeing you\.\n\nBooking number: \d+\nRoom: 101\nCategory: Standard single room\nArrival: Friday, 12 February 2027\n/)
  assert.match(reminded()[0]!.html, /<td>Friday, 12 February 2027<\/td>/)

  const moved = await desk.as('staff').post(`/api/v1/stays/${stay.id}/move`, { arrival: addDays(TODAY, 4), departure: addDays(TODAY, 6) })
  assert.equal(moved.status, 200, moved.text)
  await until(desk, delivered(3)(desk), 'the word of the change')
  desk.desk.wake()
  later(desk, 48 * HOUR)
  await until(desk, delivered(4)(desk), 'the reminder of the new day')
  // The laptop sleeps, and wakes ten minutes before the start.
  await desk.restart()
  later(desk, 24 * HOUR - 10 * MINUTE)
  await until(desk, delivered(5)(desk), 'the reminder an hour ahead')
  await desk.restart()
  later(desk, MINUTE)
  later(desk, 12 * HOUR)
  await desk.operate(() => {})
  assert.deepEqual(reminded().map(({ text }) => /Arrival: (.*)/.exec(text)![1]), ['Friday, 12 February 2027', 'Sunday, 14 February 2027', 'Sunday, 14 February 2027'])
  assert.equal(deliveries(desk, 'mail').length, 5)
})

test('no reminder of a stay that is cancelled, has begun or was booked on its very day, nor of the room a guest changes to', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example', language: 'da', propertyName: 'Hotel Fyrtårnet' })
  const to = (guestEmail: string) => ({ guestEmail })
  await aStay().in('101').with(to('today@guest.example')).book(desk)
  const cancelled = await aStay().in('102').from(addDays(TODAY, 2)).with(to('cancelled@guest.example')).book(desk)
  const split = await aStay().in('103').from(addDays(TODAY, 2)).nights(4).with(to('split@guest.example')).pending().book(desk)
  await step(desk, cancelled.id, 'cancel')
  const parted = await desk.as('staff').post(`/api/v1/stays/${split.id}/split`, { night: addDays(TODAY, 3), roomNumber: '102' })
  assert.equal(parted.status, 200, parted.text)
  for (let hours = 0; hours < 80; hours += 1) {
    later(desk, HOUR)
    await desk.operate(() => {})
  }
  await until(desk, () => deliveries(desk, 'mail').length >= 5 && deliveries(desk, 'mail').every(({ state }) => state === 'delivered'))
  const reminded = server.mails.filter(({ subject }) => subject === 'Din booking hos Hotel Fyrtårnet nærmer sig')
  assert.deepEqual(reminded.map(({ to: [one] }) => one), ['split@guest.example', 'split@guest.example'])
  for (const { text } of reminded) assert.match(text, /Din booking nærmer sig\. Vi glæder os til at se dig\.[^]*Ankomst: fredag den 12\. februar 2027\n/)
})

test('an address that the mail server refuses for good is parked, one that it cannot take now is tried again', async (t) => {
  const server = await openMailServer(t)
  const desk = await openHouse(t, { smtpUrl: server.url, mailFrom: 'desk@hotel.example' })
  server.refuse(550)
  await aStay().in('101').with({ guestEmail: 'gone@guest.example' }).book(desk)
  await until(desk, () => deliveries(desk, 'mail')[0]?.state === 'parked')
  assert.match(deliveries(desk, 'mail')[0]!.last_error!, /refused it: .*No such guest here/)
  server.refuse(451)
  await aStay().in('102').with({ guestEmail: 'full@guest.example' }).book(desk)
  await until(desk, () => deliveries(desk, 'mail')[1]?.attempts === 1)
  assert.equal(deliveries(desk, 'mail')[1]!.state, 'waiting')
  server.refuse(undefined)
  later(desk, 7000)
  await until(desk, () => deliveries(desk, 'mail')[1]!.state === 'delivered')
})
