import { calendar as calendarDa } from './da/calendar.ts'
import { common as commonDa } from './da/common.ts'
import { stay as stayDa } from './da/stay.ts'
import { calendar } from './en/calendar.ts'
import { common } from './en/common.ts'
import { stay } from './en/stay.ts'

/** All that a screen says, by language and area: `t('stay.checkIn')`. */
export const words = {
  en: { common, calendar, stay },
  da: { common: commonDa, calendar: calendarDa, stay: stayDa },
}
