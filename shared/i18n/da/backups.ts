import type { backups as en } from '../en/backups.ts'

export const backups: typeof en = {}
