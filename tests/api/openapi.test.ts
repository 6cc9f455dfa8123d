import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRoutes, errorStatusesOf } from '../../shared/contract/index.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

interface Operation { summary: string, tags: string[], parameters?: { name: string, in: string }[], requestBody?: unknown, responses: Record<string, unknown>, security?: unknown }
interface Document { openapi: string, info: { title: string, version: string }, paths: Record<string, Record<string, Operation>>, components: Record<string, unknown> }

const documentOf = async (desk: TestDesk) => (await desk.withToken().get<Document>('/openapi.json')).body
const templateOf = (path: string) => path.replace(/:([A-Za-z]+)/g, '{$1}')

test('the document is OpenAPI 3.1 and describes every route of the contract', async (t) => {
  const document = await documentOf(await openTestDesk(t))
  assert.match(document.openapi, /^3\.1\./)
  assert.ok(document.info.title && document.info.version)
  for (const route of allRoutes) {
    for (const path of [route.path, ...route.also ?? []]) {
      const name = `${route.method} ${path}`
      const operation = document.paths[templateOf(path)]?.[route.method.toLowerCase()]
      assert.ok(operation, `${name} is described`)
      assert.ok(operation.summary.length > 0, `${name} has a summary`)
      assert.ok(operation.responses[route.status], `${name} answers ${route.status}`)
      assert.deepEqual(Object.keys(operation.responses), [route.status, ...errorStatusesOf(route)].map(String), `${name} has its statuses`)
      assert.equal(operation.requestBody !== undefined, route.body !== undefined, `${name} has a body`)
      assert.equal(operation.security !== undefined, route.role !== 'open', `${name} wants a token`)
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name).sort()
      assert.deepEqual(inPath, [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]).sort(), `${name} has its parameters`)
    }
  }
})

test('the document describes nothing that is not in the contract', async (t) => {
  const document = await documentOf(await openTestDesk(t))
  const known = new Set(allRoutes.flatMap((route) => [route.path, ...route.also ?? []].map((path) => `${route.method} ${templateOf(path)}`)))
  const described = Object.entries(document.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`))
  assert.deepEqual(described.filter((name) => !known.has(name)), [])
})

test('every reference leads somewhere', async (t) => {
  const document = await documentOf(await openTestDesk(t))
  for (const [, pointer] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    let at: unknown = document
    for (const part of pointer!.split('/')) at = (at as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
    assert.notEqual(at, undefined, String(pointer))
  }
})

test('the document is the same before and after a sign-in', async (t) => {
  const desk = await openTestDesk(t)
  assert.deepEqual(await documentOf(desk), (await desk.as('customer').get<Document>('/openapi.json')).body)
})

test('/docs shows it from files that the desk brings along', async (t) => {
  const desk = await openTestDesk(t)
  const anybody = desk.withToken()
  const first = await anybody.get('/docs')
  const page = first.status >= 300 && first.status < 400 ? await anybody.get(new URL(String(first.headers.location), 'http://localhost/docs').pathname) : first
  assert.equal(page.status, 200)
  assert.match(String(page.headers['content-type']), /text\/html/)
  assert.doesNotMatch(page.text, /(?:src|href)\s*=\s*["'](?:https?:)?\/\//i)
  const files = [...page.text.matchAll(/(?:src|href)\s*=\s*["']([^"']+)["']/g)].map((match) => new URL(match[1]!, 'http://localhost/docs/').pathname)
  assert.ok(files.length > 2)
  for (const file of files) {
    const answer = await anybody.get(file)
    assert.equal(answer.status, 200, file)
    assert.ok(answer.text.length > 0)
  }
  const json = await anybody.get<Document>('/docs/json')
  assert.deepEqual(json.body, await documentOf(desk))
})
