import { Type, type Static } from 'typebox'
import { Amount, OneOf, PlainDate } from './common.ts'
import { route } from './route.ts'

const figures = {
  roomsAvailable: Type.Integer({ description: 'room nights' }),
  roomsSold: Type.Integer({ description: 'room nights' }),
  occupancy: Amount,
  revenue: Amount,
  adr: Type.Number({ description: 'revenue / roomsSold, not rounded' }),
  revpar: Type.Number({ description: 'revenue / roomsAvailable, not rounded' }),
}

export const PerformanceReport = Type.Object({
  from: PlainDate,
  to: PlainDate,
  rows: Type.Array(Type.Object({ period: Type.String(), ...figures })),
  total: Type.Object(figures),
})
export type PerformanceReport = Static<typeof PerformanceReport>

export const PERIODS = ['day', 'month', 'category'] as const

export const performanceReport = route({
  method: 'GET', path: '/api/v1/reports/performance', tag: 'reports', role: 'staff',
  summary: 'Occupancy, ADR and RevPAR from `from` to `to` without `to`; cancelled and no-shows left out',
  query: Type.Object({ from: PlainDate, to: PlainDate, by: Type.Optional(OneOf(PERIODS)) }),
  status: 200, answer: PerformanceReport,
})
