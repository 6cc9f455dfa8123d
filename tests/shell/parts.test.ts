import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { MenuItemConstructorOptions } from 'electron'
import { readRequest } from '../../electron/inject.ts'
import { menuTemplate, menuWords } from '../../electron/menu.ts'
import { placeWindow, readWindowState, writeWindowState } from '../../electron/window-state.ts'
import { MENU_COMMANDS } from '../../shared/menu-commands.ts'

test('a request of the window keeps its own headers and loses those of a connection', () => {
  const headers = {
    Authorization: 'Bearer t', 'Content-Type': 'application/json', 'If-Match': '"3"', 'Idempotency-Key': 'k',
    Host: 'evil.example', Origin: 'https://evil.example', Connection: 'close', Cookie: 'a=b', 'X-Forwarded-For': '10.0.0.1', 'Content-Length': '3', 'Sec-Fetch-Site': 'none',
  }
  assert.deepEqual(readRequest({ method: 'POST', url: '/bookings?x=%C3%A5', headers, body: '{}' }), {
    method: 'POST', url: '/bookings?x=%C3%A5', body: '{}',
    headers: { 'authorization': 'Bearer t', 'content-type': 'application/json', 'if-match': '"3"', 'idempotency-key': 'k' },
  })
})

test('what is no request is none', () => {
  const good = { method: 'GET', url: '/health', headers: {} }
  assert.ok(readRequest(good))
  for (const bad of [
    undefined, null, 1, 'GET', [], { ...good, method: 'CONNECT' }, { ...good, method: 'get' }, { ...good, url: 'health' }, { ...good, url: '//x/' },
    { ...good, url: '/\\x' }, { ...good, url: '/ x' }, { ...good, url: '/æ' }, { ...good, url: `/${'x'.repeat(20_000)}` }, { ...good, headers: null },
    { ...good, headers: { 'a b': 'c' } }, { ...good, headers: { a: 1 } }, { ...good, headers: { a: 'b\nc' } }, { ...good, body: {} }, { ...good, body: null },
  ]) assert.equal(readRequest(bad), null, JSON.stringify(bad))
})

const screen = { x: 0, y: 0, width: 1920, height: 1040 }

test('the window opens where it was, on a screen of today', () => {
  const placed = (bounds: { x: number, y: number, width: number, height: number } | undefined, screens = [screen]) => {
    const { x, y, width, height } = placeWindow({ maximized: false, ...(bounds ? { bounds } : {}) }, screens)
    return [x, y, width, height]
  }
  assert.deepEqual(placed({ x: 100, y: 50, width: 1200, height: 800 }), [100, 50, 1200, 800])
  assert.deepEqual(placed(undefined), [undefined, undefined, 1440, 900], 'first start')
  assert.deepEqual(placed({ x: 1800, y: 900, width: 1200, height: 800 }), [720, 240, 1200, 800], 'half off the screen')
  assert.deepEqual(placed({ x: -50, y: -40, width: 1200, height: 800 }), [0, 0, 1200, 800], 'off to the left')
  assert.deepEqual(placed({ x: 2500, y: 100, width: 1200, height: 800 }), [undefined, undefined, 1200, 800], 'its screen is gone')
  assert.deepEqual(placed({ x: 2500, y: 100, width: 1200, height: 800 }, [screen, { x: 1920, y: 0, width: 1920, height: 1040 }]), [2500, 100, 1200, 800], 'the second screen')
  assert.deepEqual(placed({ x: 0, y: 0, width: 5000, height: 4000 }), [0, 0, 1920, 1040], 'larger than the screen')
  assert.deepEqual(placed({ x: 0, y: 0, width: 10, height: 10 }), [0, 0, 900, 600], 'too small to use')
  assert.deepEqual(placed({ x: 0, y: 0, width: 1200, height: 800 }, [{ x: 0, y: 0, width: 800, height: 560 }]), [0, 0, 800, 560], 'a small screen')
})

test('a damaged window state is a first start', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skranke-state-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'window.json')
  assert.deepEqual(readWindowState(file), { maximized: false })
  for (const text of ['', '{', 'null', '[]', '{"bounds":{"x":"a"}}', '{"bounds":{"x":0,"y":0,"width":-1,"height":5}}']) {
    writeFileSync(file, text)
    assert.deepEqual(readWindowState(file), { maximized: false }, text)
  }
  const state = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true }
  writeWindowState(file, state)
  assert.deepEqual(readWindowState(file), state)
})

function flat(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

for (const platform of ['linux', 'win32', 'darwin'] as const) {
  for (const locale of ['en-US', 'da']) {
    test(`the menu on ${platform} in ${locale} offers every command once, each with words and a key of its own`, () => {
      const sent: string[] = []
      const items = flat(menuTemplate({ send: (command) => sent.push(command) }, { words: menuWords(locale), platform, packaged: true }))
      for (const item of items) (item.click as (() => void) | undefined)?.()
      assert.deepEqual(sent.toSorted(), MENU_COMMANDS.toSorted())
      assert.ok(items.every((item) => item.type === 'separator' || item.label))
      const keys = items.flatMap(({ accelerator }) => (accelerator ? [String(accelerator)] : []))
      assert.equal(new Set(keys).size, keys.length)
      assert.equal(items.some(({ role }) => role === 'toggleDevTools' || role === 'reload'), false)
      assert.equal(items.some(({ label }) => label?.includes('&')), platform !== 'darwin')
    })
  }
}

test('Danish for Danish, else English', () => {
  assert.equal(menuWords('da-DK').newStay, '&Nyt ophold')
  assert.equal(menuWords('da').newStay, '&Nyt ophold')
  assert.equal(menuWords('de').newStay, '&New stay')
  assert.equal(menuWords('').newStay, '&New stay')
})
