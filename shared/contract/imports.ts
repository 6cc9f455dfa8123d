import { Type, type Static } from 'typebox'
import { OneOf } from './common.ts'
import { route } from './route.ts'

export const IMPORTS = ['rooms', 'stays', 'cars', 'providers', 'resources'] as const
export type ImportKind = (typeof IMPORTS)[number]

export const ImportReport = Type.Object({
  what: OneOf(IMPORTS),
  applied: Type.Boolean({ description: 'false for a dry run, and where a bad row stopped the import' }),
  good: Type.Integer(),
  bad: Type.Integer(),
  rows: Type.Array(Type.Object({
    line: Type.Integer({ description: 'line of the file, the header being 1' }),
    ok: Type.Boolean(),
    text: Type.String({ description: 'what the row makes, or why it cannot' }),
  })),
})
export type ImportReport = Static<typeof ImportReport>

export const importCsv = route({
  method: 'POST', path: '/api/v1/imports/:what', tag: 'imports', role: 'admin',
  summary: 'Read a CSV with a header: a dry run unless `apply` is given; `all` is all or nothing, `good` leaves the bad rows out',
  params: Type.Object({ what: OneOf(IMPORTS) }),
  query: Type.Object({ apply: Type.Optional(OneOf(['none', 'all', 'good'])) }),
  body: Type.String(), bodyType: 'text/csv',
  status: 200, answer: ImportReport, errors: [404], creates: true,
})
