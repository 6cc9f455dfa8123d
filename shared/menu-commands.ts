/** What the window's menu may ask of the screen; it arrives there through `onMenu` of the bridge. */
export const MENU_COMMANDS = [
  'new-stay', 'find', 'today', 'calendar', 'stays', 'rooms', 'users', 'settings', 'export', 'print', 'lock', 'sign-out',
] as const
export type MenuCommand = (typeof MENU_COMMANDS)[number]
