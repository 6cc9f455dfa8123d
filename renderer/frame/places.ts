import {
  IconBed, IconCalendarMonth, IconChartBar, IconDatabaseExport, IconFileImport, IconListDetails, IconSend, IconSettings, IconSun, IconUsers, IconWebhook, type Icon,
} from '@tabler/icons-react'

export interface Place {
  path: string
  word: 'calendar' | 'today' | 'stays' | 'rooms' | 'performance' | 'users' | 'settings' | 'deliveries' | 'webhooks' | 'backups' | 'imports'
  icon: Icon
  admin: boolean
}

/** Where one can go. The first five are the desk's day and have Alt and a digit; the others run the property. */
export const DESK_PLACES: readonly Place[] = [
  { path: '/calendar', word: 'calendar', icon: IconCalendarMonth, admin: false },
  { path: '/today', word: 'today', icon: IconSun, admin: false },
  { path: '/stays', word: 'stays', icon: IconListDetails, admin: false },
  { path: '/rooms', word: 'rooms', icon: IconBed, admin: false },
  { path: '/performance', word: 'performance', icon: IconChartBar, admin: false },
]

export const PROPERTY_PLACES: readonly Place[] = [
  { path: '/settings', word: 'settings', icon: IconSettings, admin: true },
  { path: '/users', word: 'users', icon: IconUsers, admin: true },
  { path: '/imports', word: 'imports', icon: IconFileImport, admin: true },
  { path: '/deliveries', word: 'deliveries', icon: IconSend, admin: false },
  { path: '/webhooks', word: 'webhooks', icon: IconWebhook, admin: true },
  { path: '/backups', word: 'backups', icon: IconDatabaseExport, admin: true },
]

export function placesFor(isAdmin: boolean): readonly Place[] {
  return [...DESK_PLACES, ...PROPERTY_PLACES].filter((place) => isAdmin || !place.admin)
}
