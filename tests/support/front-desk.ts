import assert from 'node:assert/strict'
import { createInstance } from 'i18next'
import type { Locator, Page } from 'playwright-core'
import type { Language } from '../../shared/contract/settings.ts'
import { words } from '../../shared/i18n/index.ts'
import type { WordKey } from '../../renderer/i18n.ts'
import { placeOnTimeline } from './timeline-place.ts'

const i18n = createInstance()
await i18n.init({ resources: { en: { translation: words.en }, da: { translation: words.da } }, lng: 'en', interpolation: { escapeValue: false } })

export type Say = (key: WordKey, values?: Record<string, string | number>) => string

/** The renderer's own words, so that a test says what it means and not how it is put. */
export function wordsIn(language: Language): Say {
  const say = i18n.getFixedT(language)
  return (key, values) => say(key, { ...values })
}

export type Action = 'confirm' | 'checkIn' | 'checkOut' | 'edit' | 'move' | 'split' | 'noShow' | 'cancel'

/** A night of a room: the date it begins. */
export interface Night { room: string, date: string }

/** The desk as the person at it sees and moves it: by roles and labels, in their words. */
export class FrontDesk {
  readonly page: Page
  readonly url: string
  say: Say
  /** Keys pressed since the last `countKeys`, but those of what was typed as a name. */
  keys = 0

  constructor(page: Page, url: string, language: Language = 'en') {
    this.page = page
    this.url = url
    this.say = wordsIn(language)
  }

  async open(path = ''): Promise<void> {
    await this.page.goto(`${this.url}/${path}`)
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel(this.say('signIn.username')).fill(username)
    await this.page.getByLabel(this.say('signIn.password'), { exact: true }).fill(password)
    await this.button(this.say('signIn.submit')).click()
    await this.page.getByRole('navigation', { name: this.say('frame.navigation') }).waitFor()
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true })
  }

  async go(place: 'calendar' | 'today' | 'stays' | 'rooms' | 'performance'): Promise<void> {
    await this.page.getByRole('navigation', { name: this.say('frame.navigation') }).getByRole('link', { name: this.say(`frame.${place}`), exact: true }).click()
    if (place === 'calendar') await this.grid.waitFor()
    else await this.page.getByRole('heading', { level: 1 }).waitFor()
  }

  async account(item: 'lock' | 'signOut' | 'light' | 'dark' | 'print'): Promise<void> {
    await this.#openAccount()
    const name = this.say(`frame.${item}`)
    await this.page.getByRole(item === 'light' || item === 'dark' ? 'menuitemradio' : 'menuitem', { name }).click()
  }

  async speak(language: Language): Promise<void> {
    await this.#openAccount()
    await this.page.getByRole('menuitemradio', { name: this.say(`frame.languageNames.${language}`) }).click()
    this.say = wordsIn(language)
    await this.page.locator(`html[lang=${language}]`).waitFor()
    await this.page.keyboard.press('Escape')
  }

  async #openAccount(): Promise<void> {
    const before = this.say('frame.account', { name: '' }).trim()
    await this.page.getByRole('button', { name: before }).click()
  }

  /** The calendar itself. */
  get grid(): Locator {
    return this.page.getByRole('grid', { name: this.say('calendar.rooms') })
  }

  /** A guest's bars in the calendar. */
  bar(guest: string): Locator {
    return this.grid.getByRole('gridcell', { name: guest })
  }

  /** Draws over two nights of a room that is empty, from the night of a guest who stays one in another. */
  async drawTwoNights(room: string, besideGuest: string): Promise<void> {
    const bar = this.bar(besideGuest)
    await bar.waitFor()
    const night = (await bar.boundingBox())!
    const row = (await this.grid.getByRole('rowheader', { name: room }).boundingBox())!
    const y = row.y + row.height / 2
    const { mouse } = this.page
    // A night's bar begins in the afternoon of its day's column and ends before noon in the next.
    await mouse.move(night.x + 5, y)
    await mouse.down()
    await mouse.move(night.x + 15, y, { steps: 4 })
    await mouse.move(night.x + night.width - 5, y, { steps: 4 })
    await mouse.up()
  }

  /** Waits until a guest's bar begins on a day. */
  async barFrom(guest: string, date: string): Promise<void> {
    const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
    await this.grid.getByRole('gridcell', { name: new RegExp(`${guest}.* ${day} –`) }).first().waitFor()
  }

  /** The middle of a night of a room, on the screen: a night begins in the afternoon of its day's column. */
  async nightOf({ room, date }: Night): Promise<{ x: number, y: number }> {
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
    const { head, line } = await placeOnTimeline(this.grid, day, this.say('calendar.room', { number: room }))
    return { x: head.x + head.width, y: line.y + 12 }
  }

  /** Waits until a guest's bar lies in a room, or in none. */
  async barIn(guest: string, room: string | null): Promise<void> {
    const name = room === null ? this.say('common.noRoom') : this.say('calendar.room', { number: room })
    await this.grid.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) }).getByRole('gridcell', { name: guest }).first().waitFor()
  }

  /** Drags a guest's bar so that it begins with this night. */
  async dragBar(guest: string, to: Night): Promise<void> {
    const drop = await this.holdBar(guest, to)
    await drop()
  }

  /** The same, but for letting it go. */
  async holdBar(guest: string, to: Night): Promise<() => Promise<void>> {
    const bar = await this.#steadyBox(this.bar(guest))
    const night = await this.nightOf(to)
    const grip = Math.min(bar.width / 2, 25)
    // The night's middle is where its day ends; a bar begins somewhat before.
    const day = await this.#dayWidth()
    await this.#drag({ x: bar.x + grip, y: bar.y + bar.height / 2 }, { x: night.x - day * 5 / 12 + grip, y: night.y })
    return () => this.page.mouse.up()
  }

  /** Drags an end of a bar to a day. */
  async dragEdge(guest: string, edge: 'start' | 'end', date: string): Promise<void> {
    const bar = await this.#steadyBox(this.bar(guest))
    const y = bar.y + bar.height / 2
    const rooms = await this.grid.getByRole('rowheader').allInnerTexts()
    const { x } = await this.nightOf({ room: /\d+/.exec(rooms.find((text) => /\d/.test(text)) ?? '')![0], date })
    const width = await this.#dayWidth()
    await this.#drag({ x: edge === 'end' ? bar.x + bar.width - 3 : bar.x + 3, y }, { x: x - width * (edge === 'end' ? 0.5 : 5 / 12), y })
    await this.page.mouse.up()
  }

  /** Drags with Alt from within a bar: from that night on it is slept in another room. */
  async splitBar(guest: string, room: string, date: string, toRoom: string): Promise<void> {
    const from = await this.nightOf({ room, date })
    const to = await this.nightOf({ room: toRoom, date })
    const width = await this.#dayWidth()
    await this.bar(guest).waitFor()
    await this.page.keyboard.down('Alt')
    await this.#drag({ x: from.x - width, y: from.y }, { x: to.x - width, y: to.y })
    await this.page.mouse.up()
    await this.page.keyboard.up('Alt')
  }

  /** Draws around bars with Ctrl, from one night to another. */
  async lasso(from: Night, to: Night): Promise<void> {
    const start = await this.nightOf(from)
    const end = await this.nightOf(to)
    await this.page.keyboard.down('Control')
    await this.#drag({ x: start.x - 10, y: start.y }, end)
    await this.page.mouse.up()
    await this.page.keyboard.up('Control')
  }

  /** Answers a question of the calendar. */
  async choose(answer: string): Promise<void> {
    await this.button(answer, this.page.getByRole('dialog')).click()
  }

  /** Where something is once it stays there: what was just done may still be coming in. */
  async #steadyBox(what: Locator): Promise<{ x: number, y: number, width: number, height: number }> {
    let last = (await what.boundingBox())!
    for (;;) {
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      const box = (await what.boundingBox())!
      if (box.x === last.x && box.y === last.y && box.width === last.width) return box
      last = box
    }
  }

  async #dayWidth(): Promise<number> {
    return (await this.grid.getByRole('columnheader').nth(3).boundingBox())!.width
  }

  async #drag(from: { x: number, y: number }, to: { x: number, y: number }): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(from.x + Math.sign(to.x - from.x) * 6, from.y + Math.sign(to.y - from.y) * 6, { steps: 3 })
    await mouse.move(to.x, to.y, { steps: 6 })
  }

  /** What the desk says when something is done. */
  async told(message: string): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: message }).first().waitFor()
  }

  get newStay(): Locator {
    return this.page.getByRole('dialog', { name: this.say('stay.newTitle') })
  }

  /** Opens the new stay with its key and waits until it knows what is free. */
  async beginStay(): Promise<void> {
    await this.press('n')
    await this.newStay.getByRole('radio', { checked: true }).waitFor()
    await this.hasFocus(this.newStay.getByLabel(this.say('stay.guestName')))
  }

  /** Waits until what is typed goes into this field. */
  async hasFocus(field: Locator): Promise<void> {
    await this.page.waitForFunction((input) => input === document.activeElement, await field.elementHandle())
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) await this.page.keyboard.press(key)
    this.keys += times
  }

  /** Waits until a field has the focus and all of it is marked, so that what is typed replaces it. */
  async isMarked(field: Locator): Promise<void> {
    const handle = await field.elementHandle()
    await this.page.waitForFunction((input) => {
      const { value, selectionStart, selectionEnd } = input as HTMLInputElement
      return input === document.activeElement && selectionStart === 0 && selectionEnd === value.length
    }, handle)
  }

  /** Somebody stands at the counter: a name, a room, some nights from today. */
  async walkIn(guest: string, room: string, nights: number, category?: string): Promise<void> {
    await this.beginStay()
    await this.page.keyboard.type(guest)
    if (category !== undefined) await this.newStay.getByRole('radio', { name: category }).check()
    if (nights !== 1) await this.newStay.getByLabel(this.say('stay.nights')).fill(String(nights))
    await this.chooseRoom(this.newStay, this.say('common.room'), room)
    await this.button(this.say('stay.book'), this.newStay).click()
    await this.newStay.waitFor({ state: 'detached' })
    await this.told(guest)
  }

  /** A room from a list that is searched as one types. */
  async chooseRoom(within: Locator, label: string, room: string): Promise<void> {
    await within.getByRole('combobox', { name: label, exact: true }).or(within.getByRole('textbox', { name: label, exact: true })).fill(room)
    await this.page.getByRole('option', { name: new RegExp(`^${room}( ·|$)`) }).click()
  }

  /** The panel of a guest's stay, opened from the list of stays. */
  async openStay(guest: string): Promise<Locator> {
    await this.go('stays')
    await this.row(guest).click()
    return this.panel(guest)
  }

  async panel(guest: string): Promise<Locator> {
    const panel = this.page.getByRole('dialog', { name: guest })
    await panel.waitFor()
    return panel
  }

  row(text: string): Locator {
    return this.page.getByRole('table', { name: this.say('stays.table') }).getByRole('row').filter({ hasText: text })
  }

  async act(panel: Locator, action: Action): Promise<void> {
    await this.button(this.say(`stay.${action}`), panel).click()
  }

  async closePanel(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
  }
}

export function assertAtMost(count: number, most: number, what: string): void {
  assert.ok(count <= most, `${what}: ${count}, at most ${most}`)
}
