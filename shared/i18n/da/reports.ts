import type { reports as en } from '../en/reports.ts'

export const reports: typeof en = {}
