import assert from 'node:assert/strict'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import Database from 'better-sqlite3'
import { openDatabase, type OpenDatabase } from '../../db/open.ts'
import { temporaryFolder } from '../support/desk.ts'

async function database(t: TestContext): Promise<OpenDatabase> {
  const folder = temporaryFolder(t)
  const opened = await openDatabase(path.join(folder, 'hotel.db'))
  t.after(() => opened.close())
  opened.sqlite.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT')
  return opened
}

const add = (opened: OpenDatabase, text: string) => opened.commits.run((db) => db.run('INSERT INTO notes (text) VALUES (?)', text).lastInsertRowid)
const notes = (opened: OpenDatabase) => opened.db.all<{ text: string }>('SELECT text FROM notes ORDER BY id').map(({ text }) => text)

function countCommits(opened: OpenDatabase): () => number {
  let commits = 0
  opened.commits.onCommit(() => { commits += 1 })
  return () => commits
}

test('a lone job is not delayed: it is on disk before run returns', async (t) => {
  const opened = await database(t)
  const other = new Database(opened.file, { readonly: true })
  t.after(() => other.close())
  for (const text of ['first', 'second']) {
    const done = add(opened, text)
    assert.equal(other.prepare('SELECT count(*) FROM notes WHERE text = ?').pluck().get(text), 1)
    await done
    await new Promise(setImmediate)
  }
})

test('jobs of one turn share a commit', async (t) => {
  const opened = await database(t)
  const commits = countCommits(opened)
  const ids = await Promise.all(Array.from({ length: 50 }, (_, n) => add(opened, `note ${n}`)))
  assert.deepEqual(ids, Array.from({ length: 50 }, (_, n) => n + 1))
  // The first went at once, the rest together.
  assert.equal(commits(), 2)
})

test('company that comes again shares one commit from its first job on', async (t) => {
  const opened = await database(t)
  await Promise.all([add(opened, 'a'), add(opened, 'b')])
  const commits = countCommits(opened)
  await Promise.all([add(opened, 'c'), add(opened, 'd'), add(opened, 'e')])
  assert.equal(commits(), 1)
})

test('after a turn with one job the next is committed at once again', async (t) => {
  const opened = await database(t)
  await Promise.all([add(opened, 'a'), add(opened, 'b')])
  await add(opened, 'c')
  await new Promise(setImmediate)
  let settled = false
  const done = opened.commits.run((db) => { db.run('INSERT INTO notes (text) VALUES (?)', 'd'); settled = true })
  assert.equal(settled, true)
  await done
})

test('a job that fails takes no other with it, and nothing of it stays', async (t) => {
  const opened = await database(t)
  await Promise.all([add(opened, 'warm'), add(opened, 'up')])
  const outcomes = await Promise.allSettled([
    add(opened, 'before'),
    opened.commits.run((db) => {
      db.run('INSERT INTO notes (text) VALUES (?)', 'half done')
      throw new Error('no')
    }),
    add(opened, 'before'),
    add(opened, 'after'),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  assert.deepEqual(notes(opened), ['warm', 'up', 'before', 'after'])
})

test('a lone job that fails leaves no transaction open', async (t) => {
  const opened = await database(t)
  await assert.rejects(opened.commits.run(() => { throw new Error('no') }), /no/)
  assert.equal(opened.sqlite.inTransaction, false)
  await add(opened, 'next')
  assert.deepEqual(notes(opened), ['next'])
})

test('a function that returns a promise is refused and rolled back', async (t) => {
  const opened = await database(t)
  await assert.rejects(opened.commits.run(async (db) => {
    db.run('INSERT INTO notes (text) VALUES (?)', 'never')
  }), /must be synchronous/)
  assert.deepEqual(notes(opened), [])
})

test('a full disk fails only the job that has no room', async (t) => {
  const opened = await database(t)
  await Promise.all([add(opened, 'warm'), add(opened, 'up')])
  const pages = opened.sqlite.pragma('page_count', { simple: true }) as number
  opened.sqlite.pragma(`max_page_count = ${pages + 2}`)
  const outcomes = await Promise.allSettled([add(opened, 'small'), add(opened, 'x'.repeat(1_000_000)), add(opened, 'small too')])
  assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled'])
  assert.match(String((outcomes[1] as PromiseRejectedResult).reason), /full/)
  assert.deepEqual(notes(opened), ['warm', 'up', 'small', 'small too'])

  opened.sqlite.pragma(`max_page_count = ${pages + 1000}`)
  await add(opened, 'y'.repeat(1_000_000))
  assert.equal(notes(opened).length, 5)
  assert.equal(opened.sqlite.pragma('integrity_check', { simple: true }), 'ok')
})

test('a listener that throws makes no job run twice and fails none', async (t) => {
  const opened = await database(t)
  await Promise.all([add(opened, 'warm'), add(opened, 'up')])
  let runs = 0
  opened.commits.onCommit(() => { throw new Error('a listener of somebody else') })
  const job = () => opened.commits.run(() => { runs += 1 })
  await Promise.all([job(), job(), job()])
  assert.equal(runs, 3)
})

test('flush commits what waits', async (t) => {
  const opened = await database(t)
  const done = Promise.all([add(opened, 'a'), add(opened, 'b')])
  opened.commits.flush()
  assert.deepEqual(notes(opened), ['a', 'b'])
  await done
})
