import { backups as backupsDa } from './da/backups.ts'
import { calendar as calendarDa } from './da/calendar.ts'
import { common as commonDa } from './da/common.ts'
import { deliveries as deliveriesDa } from './da/deliveries.ts'
import { firstRun as firstRunDa } from './da/first-run.ts'
import { frame as frameDa } from './da/frame.ts'
import { imports as importsDa } from './da/imports.ts'
import { reports as reportsDa } from './da/reports.ts'
import { rooms as roomsDa } from './da/rooms.ts'
import { schedules as schedulesDa } from './da/schedules.ts'
import { settings as settingsDa } from './da/settings.ts'
import { signIn as signInDa } from './da/sign-in.ts'
import { stay as stayDa } from './da/stay.ts'
import { stays as staysDa } from './da/stays.ts'
import { today as todayDa } from './da/today.ts'
import { undo as undoDa } from './da/undo.ts'
import { users as usersDa } from './da/users.ts'
import { webhooks as webhooksDa } from './da/webhooks.ts'
import { backups } from './en/backups.ts'
import { calendar } from './en/calendar.ts'
import { common } from './en/common.ts'
import { deliveries } from './en/deliveries.ts'
import { firstRun } from './en/first-run.ts'
import { frame } from './en/frame.ts'
import { imports } from './en/imports.ts'
import { reports } from './en/reports.ts'
import { rooms } from './en/rooms.ts'
import { schedules } from './en/schedules.ts'
import { settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import { stay } from './en/stay.ts'
import { stays } from './en/stays.ts'
import { today } from './en/today.ts'
import { undo } from './en/undo.ts'
import { users } from './en/users.ts'
import { webhooks } from './en/webhooks.ts'

/* The words of the screens. The API's sentences stand in `errors.ts` beside them, the menu's in `menu.ts`. */

const en = {
  common, frame, signIn, firstRun, calendar, schedules, stay, stays, today, rooms, reports, users, settings, deliveries, webhooks, backups, imports, undo,
}
export type Words = typeof en

const da: Words = {
  common: commonDa, frame: frameDa, signIn: signInDa, firstRun: firstRunDa, calendar: calendarDa, schedules: schedulesDa, stay: stayDa, stays: staysDa,
  today: todayDa, rooms: roomsDa, reports: reportsDa, users: usersDa, settings: settingsDa, deliveries: deliveriesDa, webhooks: webhooksDa,
  backups: backupsDa, imports: importsDa, undo: undoDa,
}

export const words = { en, da }
