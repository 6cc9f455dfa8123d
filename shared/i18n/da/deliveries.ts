import type { deliveries as en } from '../en/deliveries.ts'

export const deliveries: typeof en = {}
