import type { frame as en } from '../en/frame.ts'

export const frame: typeof en = {}
