import Papa from 'papaparse'
import type { ImportKind, ImportReport } from '../../shared/contract/imports.ts'
import type { NewRoom } from '../../shared/contract/rooms.ts'
import type { NewStay } from '../../shared/contract/stays.ts'
import { fromMinor } from '../../shared/money.ts'
import { record } from './audit.ts'
import { addCar, type NewCar } from './cars.ts'
import { EngineError, refuse } from './errors.ts'
import type { Operation } from './operation.ts'
import { addProvider } from './providers.ts'
import { addResource } from './resources.ts'
import { addRoom } from './rooms.ts'
import { placeStay } from './stays.ts'

/* Lists that come as CSV. A row is tried for real, and taken back where it fails or is only tried. */

/** What the API knows and the engine does not: the shape of a body, and words for an error. */
export interface ImportJudge {
  /** Why these fields are not what the API takes for one of `what`, or undefined. */
  fault(what: ImportKind, fields: unknown): Error | undefined
  sentence(error: Error): string
}

/**
 * Reads a CSV: what each row would make (`none`), or has made. `all` is all or nothing, `good`
 * leaves the bad rows out.
 * @throws EngineError `csv_bad`, or `csv_columns` where the header lacks what every row needs
 */
export function importCsv(op: Operation, what: ImportKind, text: string, apply: 'none' | 'all' | 'good', judge: ImportJudge): ImportReport {
  const list = LISTS[what] as List<object>
  const table = readTable(text, list.columns)
  const missing = list.needed.filter((columns) => !columns.some((column) => table.columns.has(column)))
  if (missing.length > 0) refuse('csv_columns', { columns: missing.map((columns) => columns.join(' | ')).join(', ') })

  const isWanted = ({ good, bad }: { good: number, bad: number }) => good > 0 && (apply === 'good' || (apply === 'all' && bad === 0))
  const tried = op.db.tentatively(() => {
    const rows = table.rows.map(({ line, fields }) => {
      const made = op.db.tentatively(() => tryRow(op, list, what, fields, judge), (made) => !(made instanceof Error))
      return { line, ok: !(made instanceof Error), text: made instanceof Error ? judge.sentence(made) : made }
    })
    const good = rows.filter(({ ok }) => ok).length
    return { good, bad: rows.length - good, rows }
  }, isWanted)
  const applied = isWanted(tried)
  if (applied) record(op, 'property', null, 'imported', { [what]: [null, tried.good] })
  return { what, applied, ...tried }
}

/** What the row has made, in words that need no translation, or why it could not. */
function tryRow(op: Operation, list: List<object>, what: ImportKind, fields: Record<string, unknown>, judge: ImportJudge): string | Error {
  try {
    list.complete?.(fields)
    return judge.fault(what, fields) ?? list.add(op, fields)
  } catch (error) {
    // Anything else, such as a full disk, is no fault of the row: it ends the import.
    if (error instanceof EngineError) return error
    throw error
  }
}

type Kind = 'text' | 'number' | 'boolean'

/** How a list becomes what the API takes. */
interface List<Fields> {
  /** The API's fields, with what a cell of theirs is. */
  columns: Record<string, { kind: Kind, also?: readonly string[] }>
  /** Columns that the header must have, one of each group. */
  needed: readonly (readonly string[])[]
  /** Fills in what a row may leave out. */
  complete?: (fields: Record<string, unknown>) => void
  /** @returns what it made */
  add: (op: Operation, fields: Fields) => string
}

const text = (...also: string[]) => ({ kind: 'text' as const, also })
const number = (...also: string[]) => ({ kind: 'number' as const, also })
const boolean = (...also: string[]) => ({ kind: 'boolean' as const, also })

const rooms: List<NewRoom> = {
  columns: {
    name: text(), number: text('roomNumber'), roomType: text('category'), description: text(), floor: number(), capacity: number(),
    nightlyRate: number(), hourlyRate: number(), isActive: boolean('active'),
  },
  needed: [['number', 'name'], ['roomType']],
  complete(fields) { fields.name ??= fields.number },
  add(op, fields) {
    addRoom(op, fields)
    return told(fields.number, fields.name === fields.number ? null : fields.name, fields.roomType, fields.nightlyRate ?? fields.hourlyRate)
  },
}

const stays: List<NewStay> = {
  // The second names are those of the desk's own export.
  columns: {
    roomNumber: text('room', 'number'), category: text('roomType'), arrival: text(), departure: text(),
    guestName: text('guest', 'name'), guestEmail: text('email'), guestPhone: text('phone'),
    adults: number(), children: number(), nightlyRate: number(), notes: text(), source: text(), status: text(), locked: boolean(),
  },
  needed: [['roomNumber', 'category'], ['arrival'], ['departure'], ['guestName']],
  add(op, fields) {
    const id = placeStay(op, fields)
    const stay = op.db.get<{ number: string, price: number }>(
      'SELECT r.number, b.price FROM bookings b JOIN rooms r ON r.bookable_id = b.bookable_id WHERE b.id = ?', id)!
    return told(stay.number, `${fields.arrival} – ${fields.departure}`, fields.guestName, `${fromMinor(stay.price, op.settings.currency)} ${op.settings.currency}`)
  },
}

const cars: List<NewCar> = {
  columns: { brand: text(), model: text(), fuel_type: text('fuelType'), mileage: number(), has_damage: boolean('hasDamage'), is_rented: boolean('isRented') },
  needed: [['brand'], ['model'], ['fuel_type'], ['mileage']],
  add(op, fields) {
    addCar(op, fields)
    return told(`${fields.brand} ${fields.model}`, fields.fuel_type, `${fields.mileage} km`)
  },
}

const providers: List<{ name: string, email: string, slotMinutes?: number }> = {
  columns: { name: text(), email: text(), slotMinutes: number() },
  needed: [['name'], ['email']],
  add(op, fields) {
    const { name, email, slotMinutes } = addProvider(op, fields)
    return told(name, email, `${slotMinutes} min`)
  },
}

const resources: List<{ name: string, description?: string, total_quantity: number, available_quantity?: number }> = {
  columns: { name: text(), description: text(), total_quantity: number('totalQuantity', 'quantity'), available_quantity: number('availableQuantity', 'available') },
  needed: [['name'], ['total_quantity']],
  add(op, fields) {
    const { name, total_quantity: total, available_quantity: available } = addResource(op, fields)
    return told(name, `${available} / ${total}`)
  },
}

const LISTS = { rooms, stays, cars, providers, resources }

function told(...parts: unknown[]): string {
  return parts.filter((part) => part !== undefined && part !== null && part !== '').map(String).join(' · ')
}

interface Table {
  /** The known columns that the header has, by the API's names. */
  columns: Set<string>
  rows: { line: number, fields: Record<string, unknown> }[]
}

/**
 * Takes a CSV apart: with or without a byte order mark, separated by comma, semicolon or tab, quoted
 * as RFC 4180 says, lines ended as any system does. Columns of other names are left alone.
 */
function readTable(source: string, known: List<object>['columns']): Table {
  const csv = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const delimiter = delimiterOf(csv)
  // Papa's own guess counts separators in all rows, and decimal commas would outvote the semicolons:
  // names of columns have neither, so the header knows. Without its `header` option no cell is lost or renamed.
  const { data, errors } = Papa.parse<string[]>(csv, { delimiter, newline: '\n' })
  const fault = errors.find(({ type }) => type === 'Quotes')
  if (fault) refuse('csv_bad', { why: `${fault.message} (${lineOf(data, fault.row ?? 0)})` })
  const names = (data[0] ?? []).map((name) => columnOf(name, known))
  const doubled = names.find((name, at) => name !== undefined && names.indexOf(name) !== at)
  if (doubled) refuse('csv_bad', { why: `${doubled} × 2` })

  const rows: Table['rows'] = []
  let line = 1
  data.forEach((cells, at) => {
    const isBlank = cells.every((cell) => cell.trim() === '')
    if (at > 0 && !isBlank) rows.push({ line, fields: fieldsOf(cells, names, known, delimiter) })
    line += linesIn(cells)
  })
  return { columns: new Set(names.filter((name) => name !== undefined)), rows }
}

function delimiterOf(csv: string): string {
  const header = csv.slice(0, csv.search(/\n|$/))
  const count = (separator: string) => header.split(separator).length
  return [',', ';', '\t'].reduce((best, one) => count(one) > count(best) ? one : best)
}

/** A cell of several lines makes the rows after it start later. */
function linesIn(cells: readonly string[]): number {
  return 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
}

function lineOf(data: readonly string[][], row: number): number {
  return 1 + data.slice(0, row).reduce((sum, cells) => sum + linesIn(cells), 0)
}

/** `Room Number`, `room_number` and `roomNumber` are one name. */
function columnOf(name: string, known: List<object>['columns']): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '')
  return Object.keys(known).find((column) => [column, ...known[column]!.also ?? []].some((one) => plain(one) === plain(name)))
}

function fieldsOf(cells: readonly string[], names: readonly (string | undefined)[], known: List<object>['columns'], delimiter: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  names.forEach((name, at) => {
    const cell = plainCell(cells[at] ?? '')
    if (name !== undefined && cell !== '') fields[name] = valueOf(cell, known[name]!.kind, delimiter)
  })
  return fields
}

/** Takes back the apostrophe that keeps a spreadsheet from running a cell, as the desk's own exports have it. */
function plainCell(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@\t])/, '')
}

/** What a cell says; where it is no such thing the text stays, so that the API's own check refuses it. */
function valueOf(cell: string, kind: Kind, delimiter: string): unknown {
  if (kind === 'number') return numberOf(cell, delimiter) ?? cell
  if (kind === 'boolean') return /^(true|1|yes|ja|sand)$/i.test(cell) ? true : /^(false|0|no|nej|falsk)$/i.test(cell) ? false : cell
  return cell
}

/** `1195.5`; in files that semicolons separate, where a comma marks the decimals, also `1.195,50`. */
function numberOf(cell: string, delimiter: string): number | undefined {
  const bare = cell.replaceAll(/[\s\u00A0\u202F]/g, '')
  const isDanish = delimiter === ';' && /^-?\d{1,3}(\.\d{3})*(,\d+)?$|^-?\d+,\d+$/.test(bare)
  const plain = isDanish ? bare.replaceAll('.', '').replace(',', '.') : bare
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
