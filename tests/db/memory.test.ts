import Database from 'better-sqlite3'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { CommitQueue } from '../../db/commit-queue.ts'
import { wrap, type WritableDb } from '../../db/database.ts'
import { configure } from '../../db/open.ts'
import { temporaryFolder } from '../support/desk.ts'

const SUM = 'SELECT coalesce(sum(n), 0) AS sum FROM numbers'

test('what is remembered is what would be worked out anew, whoever changes what, and whatever is rolled back', async (t) => {
  const file = path.join(temporaryFolder(t), 'numbers.db')
  const open = () => {
    const sqlite = new Database(file)
    t.after(() => sqlite.close())
    configure(sqlite)
    return sqlite
  }
  const [here, there] = [open(), open()]
  here.exec('CREATE TABLE numbers (n INTEGER)')
  const [db, elsewhere, commits] = [wrap(here), wrap(there), new CommitQueue(here)]
  let asked = 0
  const sum = (from = db) => from.get<{ sum: number }>(SUM)!.sum
  const remembered = () => db.remembered('sum', () => {
    asked += 1
    return sum()
  })
  const insert = 'INSERT INTO numbers VALUES (?)'
  const refusal = new Error('refused')
  const actions = {
    write: () => commits.run((op) => op.run(insert, 1)),
    writeElsewhere: () => elsewhere.run(insert, 10),
    remove: () => commits.run((op) => op.run('DELETE FROM numbers')),
    refuse: () => assert.rejects(commits.run((op) => {
      op.run(insert, 100)
      assert.equal(remembered(), sum(), 'within the transaction')
      throw refusal
    }), refusal),
    refuseOneOfTwo: () => Promise.all([
      commits.run((op) => op.run(insert, 1000)),
      assert.rejects(commits.run((op) => {
        op.run(insert, 10_000)
        assert.equal(remembered(), sum(), 'within the savepoint')
        throw refusal
      }), refusal),
    ]),
  }
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...Object.values(actions))), async (steps) => {
    for (const step of steps) {
      await step()
      assert.equal(remembered(), sum(elsewhere))
      const before = asked
      assert.equal(remembered(), sum(elsewhere))
      assert.equal(asked, before, 'nothing has changed since')
    }
  }))
})

test('of many answers the oldest is let go of', () => {
  const sqlite = new Database(':memory:')
  const { remembered } = wrap(sqlite)
  const asked: number[] = []
  const ask = (key: number) => remembered(String(key), () => asked.push(key))
  for (let key = 0; key < 100; key += 1) ask(key)
  ask(99)
  assert.equal(asked.length, 100)
  ask(0)
  assert.equal(asked.length, 101)
  sqlite.close()
})

test('what was written once is there for all that rely on it, whatever failed before', async (t) => {
  const sqlite = new Database(path.join(temporaryFolder(t), 'words.db'))
  t.after(() => sqlite.close())
  configure(sqlite)
  sqlite.exec(`CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
    CREATE TABLE uses (id INTEGER PRIMARY KEY, word_id INTEGER NOT NULL REFERENCES words (id))`)
  const commits = new CommitQueue(sqlite)
  const words = ['a', 'b', 'c'].map((word) => ({ word }))
  let written = 0
  const use = (db: WritableDb, subject: { word: string }) => db.run('INSERT INTO uses (word_id) VALUES (?)', db.once(subject, () => {
    written += 1
    return db.get<{ id: number }>('SELECT id FROM words WHERE word = ?', subject.word)?.id ?? db.run('INSERT INTO words (word) VALUES (?)', subject.word).lastInsertRowid
  }))

  const step = fc.record({ word: fc.nat(words.length - 1), end: fc.constantFrom('commit', 'throw', 'take back', 'throw within'), alone: fc.boolean() })
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    sqlite.exec('DELETE FROM uses')
    let expected = 0
    let waiting: Promise<unknown>[] = []
    for (const { word, end, alone } of steps) {
      const subject = words[word]!
      waiting.push(commits.run((db) => {
        if (end === 'take back') db.tentatively(() => use(db, subject), () => false)
        else if (end === 'throw within') assert.throws(() => db.tentatively(() => { use(db, subject); throw new Error('within') }, () => true), /within/)
        else use(db, subject)
        if (end === 'throw') throw new Error('refused')
      }).catch((error: Error) => assert.equal(error.message, 'refused')))
      if (end === 'commit') expected += 1
      if (alone) await Promise.all(waiting)
      if (alone) waiting = []
    }
    await Promise.all(waiting)
    assert.equal(sqlite.prepare('SELECT count(*) FROM uses JOIN words ON words.id = word_id').pluck().get(), expected)
  }), { numRuns: 60 })

  for (const subject of words) await commits.run((db) => use(db, subject))
  written = 0
  for (const subject of words) await commits.run((db) => use(db, subject))
  assert.equal(written, 0, 'and is looked up no more')
})
