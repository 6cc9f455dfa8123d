import type { stay as en } from '../en/stay.ts'

export const stay: typeof en = {}
