// A reporter for `node --test`: one line per file, every failure in full, whatever a test wanted
// said (`t.diagnostic`), and the counts in the file named by SKRANKE_TEST_COUNTS.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { inspect } from 'node:util'

const counters = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /

function show(error) {
  const cause = error?.code === 'ERR_TEST_FAILURE' && error.cause !== undefined ? error.cause : error
  const text = cause instanceof Error || typeof cause === 'object' ? inspect(cause, { depth: 4 }) : String(cause)
  return text.split('\n').map((line) => `        ${line}`).join('\n')
}

export default async function* reporter(source) {
  const output = new Map()
  const names = []
  let told = []
  for await (const { type, data } of source) {
    switch (type) {
      case 'test:start':
        names.length = data.nesting
        names[data.nesting] = data.name
        break
      case 'test:fail': {
        // A suite fails because a test in it did, which has been told already.
        if (data.details?.type === 'suite' && data.details.error?.failureType === 'subtestsFailed') break
        const file = data.file ? path.relative('.', data.file) : ''
        const where = data.line ? `${file}:${data.line}` : file
        yield `  FAIL  ${[...names.slice(0, data.nesting), data.name].join(' > ')}  (${where})\n${show(data.details?.error)}\n`
        if (data.skip === undefined && output.has(data.file)) {
          yield `${output.get(data.file).join('').slice(-4000).split('\n').map((line) => `      | ${line}`).join('\n')}\n`
          output.delete(data.file)
        }
        break
      }
      case 'test:stdout':
      case 'test:stderr': {
        const lines = output.get(data.file) ?? []
        lines.push(data.message)
        if (lines.length > 200) lines.shift()
        output.set(data.file, lines)
        break
      }
      case 'test:diagnostic':
        if (!counters.test(data.message)) told.push(data.message)
        break
      case 'test:summary': {
        const { counts } = data
        if (data.file !== undefined) {
          const failed = counts.tests - counts.passed - counts.skipped - counts.todo
          const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
          yield `  ${failed === 0 ? 'ok  ' : 'FAIL'}  ${path.relative('.', data.file)}  ${counts.passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped}  ${(data.duration_ms / 1000).toFixed(1)} s\n`
          for (const line of told) yield `        ${line}\n`
          told = []
        } else if (process.env.SKRANKE_TEST_COUNTS) {
          writeFileSync(process.env.SKRANKE_TEST_COUNTS, JSON.stringify({
            passed: counts.passed, skipped: counts.skipped + counts.todo,
            failed: counts.tests - counts.passed - counts.skipped - counts.todo,
          }))
        }
        break
      }
    }
  }
}
