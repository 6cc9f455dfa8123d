import type { stays as en } from '../en/stays.ts'

export const stays: typeof en = {}
