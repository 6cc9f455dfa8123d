import type { firstRun as en } from '../en/first-run.ts'

export const firstRun: typeof en = {}
