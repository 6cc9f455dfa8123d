import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../shared/time.ts'
import { becomes } from '../support/becomes.ts'
import { openBrowser, openPage, storyOf } from '../support/browser.ts'
import { fingersOn } from '../support/fingers.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel, type Hotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

/** Where guests' stays are, as the desk has it. */
function placesIn(hotel: Hotel) {
  const placeOf = async (guest: string) => {
    const { roomNumber, arrival, departure } = await hotel.stayOf(guest)
    return [roomNumber, arrival, departure]
  }
  return { placeOf, roomsOf: (...guests: string[]) => Promise.all(guests.map(async (guest) => (await placeOf(guest))[0])) }
}

test('the calendar by mouse', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const step = storyOf(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const { say } = desk
  const day = (by: number) => addDays(hotel.today, by)
  const { placeOf, roomsOf } = placesIn(hotel)
  await desk.open()
  await desk.signIn('staff', PASSWORD)
  await desk.grid.waitFor()

  await step('a bar is dragged to another room and other dates, and Ctrl+Z takes it back', async () => {
    await hotel.book({ guestName: 'Holm', roomNumber: '201', arrival: day(1) }, 2)
    await desk.bar('Holm').waitFor()
    await desk.dragBar('Holm', { room: '204', date: day(2) })
    await desk.told('Holm')
    await becomes(() => placeOf('Holm'), ['204', day(2), day(4)])
    await page.keyboard.press('Control+z')
    await desk.told(say('undo.undone', { deed: '' }))
    await becomes(() => placeOf('Holm'), ['201', day(1), day(3)])
    await page.keyboard.press('Control+y')
    await desk.told(say('undo.redone', { deed: '' }))
    await becomes(() => placeOf('Holm'), ['204', day(2), day(4)])
  })

  await step('an edge is dragged: a night longer', async () => {
    await desk.dragEdge('Holm', 'end', day(5))
    await desk.told(day(5).slice(8).replace(/^0/, ''))
    await becomes(() => placeOf('Holm'), ['204', day(2), day(5)])
  })

  await step('dropped on a stay: they swap rooms', async () => {
    await hotel.book({ guestName: 'Winther', roomNumber: '205', arrival: day(3) }, 1)
    await desk.bar('Winther').waitFor()
    await desk.dragBar('Holm', { room: '205', date: day(2) })
    await desk.choose(say('calendar.offer.swap', { others: 'Winther', rooms: '204' }))
    await desk.told(say('calendar.swapped', { guest: 'Holm', other: 'Winther' }))
    await becomes(() => Promise.all(['Holm', 'Winther'].map(placeOf)), [['205', day(2), day(5)], ['204', day(3), day(4)]])
    await page.keyboard.press('Control+z')
    await desk.told(say('undo.undone', { deed: '' }))
    await becomes(() => roomsOf('Holm', 'Winther'), ['204', '205'])
    await desk.barIn('Holm', '204')
  })

  await step('dropped on a stay: that one loses its room for now, and is dragged back into one', async () => {
    await desk.dragBar('Holm', { room: '205', date: day(2) })
    await desk.choose(say('calendar.offer.lane', { others: 'Winther' }))
    await desk.told('Holm')
    await becomes(() => Promise.all(['Holm', 'Winther'].map(placeOf)), [['205', day(2), day(5)], [null, day(3), day(4)]])
    await desk.barIn('Winther', null)
    await desk.dragBar('Winther', { room: '203', date: day(3) })
    await desk.told('Winther')
    await becomes(() => placeOf('Winther'), ['203', day(3), day(4)])
    await desk.barIn('Winther', '203')
  })

  await step('dropped on a stay: given up with Escape, nothing has changed', async () => {
    await desk.dragBar('Holm', { room: '203', date: day(2) })
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await becomes(() => placeOf('Holm'), ['205', day(2), day(5)])
  })

  await step('to a dearer room: asked, and the new price taken', async () => {
    await desk.dragBar('Winther', { room: '301', date: day(3) })
    const question = page.getByRole('dialog', { name: say('stay.priceChange') })
    await question.getByRole('button').nth(1).click()
    await desk.told('Winther')
    const stay = await hotel.stayOf('Winther')
    assert.deepEqual([stay.roomNumber, stay.nightlyRate], ['301', 1895])
    await desk.barIn('Winther', '301')
  })

  await step('onto a room that was promised to its guest: no, with the reason', async () => {
    const { id, version } = await hotel.stayOf('Winther')
    await hotel.client.send('PATCH', `/api/v1/stays/${id}`, { locked: true }, { 'if-match': String(version) })
    await desk.bar('Winther').filter({ hasText: '◆' }).waitFor()
    await desk.dragBar('Winther', { room: '302', date: day(3) })
    await desk.told(say('calendar.verdict.promised'))
    await becomes(() => roomsOf('Winther'), ['301'])
  })

  await step('several at once with Ctrl, moved a day on together and taken back together', async () => {
    for (const [guest, roomNumber] of [['Dahl', '206'], ['Friis', '207']] as const) await hotel.book({ guestName: guest, roomNumber, arrival: day(2) }, 2)
    for (const guest of ['Dahl', 'Friis']) {
      await desk.bar(guest).waitFor()
      await desk.bar(guest).click({ modifiers: ['Control'] })
    }
    await desk.dragBar('Dahl', { room: '206', date: day(3) })
    await desk.told(say('calendar.movedSeveral', { count: 2 }))
    await becomes(() => Promise.all(['Dahl', 'Friis'].map(placeOf)), [['206', day(3), day(5)], ['207', day(3), day(5)]])
    await page.keyboard.press('Control+z')
    await desk.told(say('undo.undone', { deed: '' }))
    await becomes(() => Promise.all(['Dahl', 'Friis'].map(placeOf)), [['206', day(2), day(4)], ['207', day(2), day(4)]])
  })

  await step('several at once with a lasso', async () => {
    for (const guest of ['Dahl', 'Friis']) await desk.barFrom(guest, day(2))
    await page.keyboard.press('Escape')
    await desk.lasso({ room: '206', date: day(1) }, { room: '207', date: day(3) })
    await desk.grid.locator('[aria-selected=true]').nth(1).waitFor()
    await page.keyboard.press('Escape')
  })

  await step('split by dragging with Alt from a night on', async () => {
    await hotel.book({ guestName: 'Bruun', roomNumber: '208', arrival: day(1) }, 4)
    await desk.bar('Bruun').waitFor()
    await desk.splitBar('Bruun', '208', day(3), '209')
    await desk.told('Bruun')
    const { items } = (await hotel.client.get<{ items: { roomNumber: string, arrival: string, departure: string }[] }>('/api/v1/stays?q=Bruun&sort=arrival')).body
    assert.deepEqual(items.map(({ roomNumber, arrival, departure }) => [roomNumber, arrival, departure]), [['208', day(1), day(3)], ['209', day(3), day(5)]])
  })

  await step('by its menu: out of the room, which needs no dragging', async () => {
    await desk.bar('Dahl').click({ button: 'right' })
    await page.getByRole('menuitem', { name: say('calendar.menu.lane') }).click()
    await desk.told('Dahl')
    await becomes(() => roomsOf('Dahl'), [null])
    await desk.bar('Dahl').click({ button: 'right' })
    await page.getByRole('menuitem', { name: say('calendar.menu.move') }).click()
    const form = page.getByRole('form', { name: say('stay.moveTitle') })
    await desk.chooseRoom(form, say('stay.moveTo'), '206')
    await desk.button(say('stay.moveNow'), form).click()
    await page.getByText(say('stay.room', { room: '206' }), { exact: true }).waitFor()
    await desk.closePanel()
    await becomes(() => roomsOf('Dahl'), ['206'])
  })

  await step('held by another desk: the bar says who', async () => {
    const { id } = await hotel.stayOf('Friis')
    const token = (await hotel.client.post<{ token: string }>('/login/', { username: 'admin', password: PASSWORD })).body.token
    await fetch(`${hotel.url}/api/v1/presence`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ bookingIds: [id], doing: 'moving' }) })
    await desk.bar('Friis').filter({ hasText: 'admin' }).waitFor()
  })

  await step('a stay that is open shows where else it would fit', async () => {
    await desk.bar('Dahl').click()
    await desk.panel('Dahl')
    await desk.grid.locator('[class*=highlight]').first().waitFor()
    await desk.closePanel()
  })

  await step('zoomed with the wheel, what is under the pointer stays there; by name, to a quarter and back', async () => {
    const before = await desk.bar('Friis').boundingBox()
    await page.mouse.move(before!.x + 2, before!.y + 10)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -120)
    await page.keyboard.up('Control')
    await page.waitForFunction(([key, width]) => (document.querySelector(`[id$="bar-${key}"]`)?.getBoundingClientRect().width ?? 0) > width! * 1.1, [(await hotel.stayOf('Friis')).id, before!.width] as const)
    const after = await desk.bar('Friis').boundingBox()
    assert.ok(Math.abs(after!.x - before!.x) < 12, `${before!.x} → ${after!.x}`)
    const spans = page.getByRole('radiogroup', { name: say('calendar.zoom') })
    await spans.getByText(say('calendar.spans.quarter'), { exact: true }).click()
    await desk.grid.getByRole('columnheader', { name: say('calendar.weekOf', { day: '' }).trim() }).first().waitFor()
    await spans.getByText(say('calendar.spans.twoWeeks'), { exact: true }).click()
    await desk.bar('Friis').waitFor()
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => expectNoFault())
})

test('the calendar by keyboard alone, from signing in on', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const step = storyOf(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const { say } = desk
  const { keyboard } = page
  const day = (by: number) => addDays(hotel.today, by)
  const { placeOf, roomsOf } = placesIn(hotel)
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key)
  }
  const announced = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
  /** Puts the keyboard on a guest's bar, as one does: find, the name, Enter. */
  const goTo = async (guest: string) => {
    await page.waitForFunction(() => !document.querySelector('[role=dialog], [role=menu]'))
    await press('f')
    await keyboard.type(guest)
    await page.locator('[data-pale]').or(desk.bar(guest)).first().waitFor()
    await press('Enter')
    await desk.grid.and(page.locator(':focus')).waitFor()
    await press('f')
    await keyboard.press('Control+a')
    await press('Delete', 'Escape')
    await desk.grid.focus()
    await page.waitForFunction((name) => {
      const grid = document.querySelector('[role=grid]')
      const id = grid?.getAttribute('aria-activedescendant')
      return id && document.getElementById(id)?.getAttribute('aria-label')?.includes(name)
    }, guest)
  }

  await desk.open()
  await page.getByLabel(say('signIn.username')).focus()
  await keyboard.type('staff')
  await press('Tab')
  await keyboard.type(PASSWORD)
  await press('Enter')
  await desk.grid.waitFor()

  await step('T for today, Shift and the arrows choose two nights, Enter and Enter book them', async () => {
    await press('t')
    await desk.grid.focus()
    await press('t')
    await press('ArrowRight')
    await press('Shift+ArrowRight', 'Enter')
    await page.getByRole('menuitem', { name: say('calendar.book', { count: 2 }) }).and(page.locator(':focus')).waitFor()
    await press('Enter')
    await desk.hasFocus(desk.newStay.getByLabel(say('stay.guestName')))
    await keyboard.type('Holm')
    await press('Enter')
    await desk.newStay.waitFor({ state: 'detached' })
    await becomes(() => placeOf('Holm'), ['201', day(1), day(3)])
  })

  await step('M, arrows, Enter: moved, and said aloud', async () => {
    await goTo('Holm')
    await press('m', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter')
    await announced(say('calendar.room', { number: '203' }))
    await desk.barIn('Holm', '203')
    await becomes(() => placeOf('Holm'), ['203', day(2), day(4)])
  })

  await step('M and Escape: nothing changed', async () => {
    await goTo('Holm')
    await press('m', 'ArrowUp', 'Escape')
    await announced(say('calendar.dropped'))
    await becomes(() => placeOf('Holm'), ['203', day(2), day(4)])
  })

  await step('R: two nights longer', async () => {
    await press('r', 'ArrowRight', 'ArrowRight', 'Enter')
    await desk.told('Holm')
    await becomes(() => placeOf('Holm'), ['203', day(2), day(6)])
  })

  await step('S: from a night on in the room below', async () => {
    await goTo('Holm')
    await press('s', 'ArrowDown', 'Enter')
    const rooms = async () => (await hotel.client.get<{ items: { roomNumber: string }[] }>('/api/v1/stays?q=Holm&sort=arrival')).body.items.map(({ roomNumber }) => roomNumber)
    await becomes(rooms, ['203', '204'])
    await press('Control+z')
    await desk.told(say('undo.undone', { deed: '' }))
    await becomes(async () => (await hotel.client.get<{ items: unknown[] }>('/api/v1/stays?q=Holm&status=confirmed')).body.items.length, 1)
  })

  await step('Ctrl and Space select two, M moves both', async () => {
    for (const [guest, roomNumber] of [['Dahl', '206'], ['Friis', '207']] as const) await hotel.book({ guestName: guest, roomNumber, arrival: day(2) }, 2)
    for (const guest of ['Dahl', 'Friis']) {
      await desk.bar(guest).waitFor()
      await goTo(guest)
      await press('Control+Space')
    }
    await announced(say('calendar.picked', { count: 2 }))
    await press('m', 'ArrowRight', 'Enter')
    await desk.told(say('calendar.movedSeveral', { count: 2 }))
    await becomes(() => Promise.all(['Dahl', 'Friis'].map(placeOf)), [['206', day(3), day(5)], ['207', day(3), day(5)]])
    await press('Escape')
  })

  await step('onto a stay: the question has the focus, arrows and Enter answer it', async () => {
    await desk.barIn('Friis', '207')
    await goTo('Dahl')
    await press('m', 'ArrowDown', 'Enter')
    const question = page.getByRole('dialog')
    await question.getByRole('button', { name: say('calendar.offer.swap', { others: 'Friis', rooms: '206' }) }).and(page.locator(':focus')).waitFor()
    await press('ArrowDown', 'ArrowDown', 'Enter')
    await desk.barIn('Friis', null)
    await becomes(() => roomsOf('Dahl', 'Friis'), ['207', null])
  })

  await step('from the lane into a room', async () => {
    await goTo('Friis')
    await press('m', 'ArrowDown', 'ArrowDown', 'Enter')
    await desk.told('Friis')
    assert.notDeepEqual(await roomsOf('Friis'), [null])
  })

  await step('Shift+F10: what can be done; Enter on a bar: its panel; Escape gives the keyboard back', async () => {
    await goTo('Dahl')
    await press('Shift+F10')
    await page.getByRole('menuitem', { name: say('calendar.menu.open') }).and(page.locator(':focus')).waitFor()
    await press('Escape')
    await desk.grid.and(page.locator(':focus')).waitFor()
    await press('Enter')
    await desk.panel('Dahl')
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await desk.grid.and(page.locator(':focus')).waitFor()
  })

  await step('+ and − zoom, the help lists the keys', async () => {
    const width = async () => (await desk.bar('Dahl').boundingBox())!.width
    const before = await width()
    await press('+')
    await page.waitForFunction(([key, was]) => (document.querySelector(`[id$="bar-${key}"]`)?.getBoundingClientRect().width ?? 0) > was!, [(await hotel.stayOf('Dahl')).id, before] as const)
    const closer = await width()
    await press('-')
    await page.waitForFunction(([key, was]) => (document.querySelector(`[id$="bar-${key}"]`)?.getBoundingClientRect().width ?? Infinity) < was!, [(await hotel.stayOf('Dahl')).id, closer] as const)
    await press('?')
    await page.getByText(say('frame.keys.splitBar')).waitFor()
    await press('Escape')
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => expectNoFault())
})

test('the calendar by touch', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const step = storyOf(t)
  const { page, expectNoFault } = await openPage(browser, { hasTouch: true })
  const desk = new FrontDesk(page, hotel.url)
  const { say } = desk
  const finger = await fingersOn(page)
  const day = (by: number) => addDays(hotel.today, by)
  const { placeOf } = placesIn(hotel)
  await desk.open()
  await desk.signIn('staff', PASSWORD)
  await desk.grid.waitFor()
  await hotel.book({ guestName: 'Holm', roomNumber: '201', arrival: day(1) }, 2)
  await desk.bar('Holm').waitFor()
  const middleOf = async (guest: string) => {
    const box = (await desk.bar(guest).boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  await step('a tap opens', async () => {
    await finger.tap(await middleOf('Holm'))
    await desk.panel('Holm')
    await desk.closePanel()
  })

  await step('a finger that moves at once scrolls, and moves no stay', async () => {
    const from = await middleOf('Holm')
    await finger.down(from)
    await finger.move({ x: from.x - 120, y: from.y })
    await finger.up()
    await becomes(() => placeOf('Holm'), ['201', day(1), day(3)])
    await page.getByRole('button', { name: say('calendar.today'), exact: true }).tap()
  })

  await step('held for a moment it is picked up, and dragged to another room', async () => {
    const from = await middleOf('Holm')
    await finger.down(from)
    await desk.grid.locator('[data-held]').waitFor()
    const row = await desk.nightOf({ room: '204', date: day(1) })
    await finger.move({ x: from.x, y: row.y })
    await finger.up()
    await desk.barIn('Holm', '204')
    await becomes(() => placeOf('Holm'), ['204', day(1), day(3)])
  })

  await step('held near its end, it is made longer', async () => {
    const box = (await desk.bar('Holm').boundingBox())!
    const at = { x: box.x + box.width - 4, y: box.y + box.height / 2 }
    await finger.down(at)
    await desk.grid.locator('[data-held]').waitFor()
    await finger.move({ x: at.x + (await desk.nightOf({ room: '204', date: day(2) })).x - (await desk.nightOf({ room: '204', date: day(1) })).x, y: at.y })
    await finger.up()
    await desk.told('Holm')
    await becomes(() => placeOf('Holm'), ['204', day(1), day(4)])
  })

  await step('held and let go, it offers what can be done', async () => {
    await finger.down(await middleOf('Holm'))
    await desk.grid.locator('[data-held]').waitFor()
    await finger.up()
    await page.getByRole('menuitem', { name: say('calendar.menu.lane') }).tap()
    await desk.barIn('Holm', null)
  })

  await step('two nights of an empty room are chosen with a held finger', async () => {
    const night = await desk.nightOf({ room: '206', date: day(1) })
    const next = await desk.nightOf({ room: '206', date: day(2) })
    // Well within each day's column: its very end may be read as the next.
    await finger.down({ x: night.x - 15, y: night.y })
    await desk.grid.locator('[class*=ghost]:not([hidden])').first().waitFor()
    await finger.move({ x: next.x - 15, y: next.y })
    await finger.up()
    await page.getByRole('menuitem', { name: say('calendar.book', { count: 2 }) }).waitFor()
    await page.keyboard.press('Escape')
  })

  await step('two fingers zoom', async () => {
    const before = (await desk.bar('Holm').boundingBox())!.width
    await finger.pinch(await middleOf('Holm'), 40, 160)
    await page.waitForFunction(([key, was]) => (document.querySelector(`[id$="bar-${key}"]`)?.getBoundingClientRect().width ?? 0) > was!, [(await hotel.stayOf('Holm')).id, before] as const)
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => expectNoFault())
})

test('tidying up: what is offered is done with one click, and taken back with one key', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const { say } = desk
  // Every suite has one stay of two weeks' middle: together in one room, two are free all the time.
  for (const [guest, roomNumber, from] of [['Holm', '301', 2], ['Dahl', '302', 5], ['Friis', '303', 8]] as const) {
    await hotel.book({ guestName: guest, roomNumber, arrival: addDays(hotel.today, from) }, 2)
  }
  const { roomsOf } = placesIn(hotel)
  await desk.open()
  await desk.signIn('staff', PASSWORD)
  await desk.bar('Friis').waitFor()
  await desk.button(say('calendar.more')).click()
  await page.getByRole('menuitem', { name: say('calendar.tidy.title') }).click()
  const offer = page.getByRole('dialog', { name: say('calendar.tidy.title') }).getByRole('region', { name: 'Suite' })
  await desk.button(say('calendar.tidy.carryOut', { count: 2 }), offer).click()
  await offer.getByText(say('calendar.tidy.nothing')).waitFor()
  assert.equal(new Set(await roomsOf('Holm', 'Dahl', 'Friis')).size, 1)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await becomes(() => roomsOf('Holm', 'Dahl', 'Friis'), ['301', '302', '303'])
  expectNoFault()
})
