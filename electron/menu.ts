import type { MenuItemConstructorOptions } from 'electron'
import { menu as danish } from '../shared/i18n/da/menu.ts'
import { menu as english } from '../shared/i18n/en/menu.ts'
import type { MenuCommand } from '../shared/menu-commands.ts'

export type MenuWords = Record<keyof typeof english, string>

/** The words for a locale such as `da-DK`: Danish for Danish, else English. */
export function menuWords(locale: string): MenuWords {
  return /^da\b/i.test(locale) ? danish : english
}

export interface MenuActions {
  send: (command: MenuCommand) => void
}

export interface MenuOptions {
  words: MenuWords
  platform: NodeJS.Platform
  /** A packaged application offers no developer tools. */
  packaged: boolean
}

/** The application's menu as data: what each entry says and does. */
export function menuTemplate(actions: MenuActions, { words, platform, packaged }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const separator = { type: 'separator' as const }
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name, label, ...(accelerator ? { accelerator } : {}), click: () => actions.send(name),
  })

  const application: MenuItemConstructorOptions[] = mac ? [{
    label: 'Skranke',
    submenu: [
      { role: 'about', label: words.about }, separator,
      command(words.settings, 'settings', 'Cmd+,'), separator,
      { role: 'hide', label: words.hide }, { role: 'hideOthers', label: words.hideOthers }, separator,
      { role: 'quit', label: words.quit },
    ],
  }] : []

  const template: MenuItemConstructorOptions[] = [
    ...application,
    {
      label: words.file,
      submenu: [
        command(words.newStay, 'new-stay', 'CmdOrCtrl+N'),
        command(words.export, 'export', 'CmdOrCtrl+E'),
        command(words.print, 'print', 'CmdOrCtrl+P'),
        separator,
        command(words.lock, 'lock', 'CmdOrCtrl+L'),
        command(words.signOut, 'sign-out'),
        separator,
        mac ? { role: 'close', label: words.close } : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo }, { role: 'redo', label: words.redo }, separator,
        { role: 'cut', label: words.cut }, { role: 'copy', label: words.copy }, { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll }, separator,
        command(words.find, 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: words.go,
      submenu: [
        command(words.today, 'today', 'CmdOrCtrl+T'), separator,
        command(words.calendar, 'calendar', 'CmdOrCtrl+1'), command(words.stays, 'stays', 'CmdOrCtrl+2'),
        command(words.rooms, 'rooms', 'CmdOrCtrl+3'), command(words.users, 'users', 'CmdOrCtrl+4'),
        ...(mac ? [] : [separator, command(words.settings, 'settings', 'Ctrl+,')]),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'zoomIn', label: words.zoomIn }, { role: 'zoomOut', label: words.zoomOut },
        { role: 'resetZoom', label: words.actualSize }, separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(packaged ? [] : [
          separator, { role: 'reload' as const, label: words.reload }, { role: 'toggleDevTools' as const, label: words.developerTools },
        ]),
      ],
    },
    { label: words.window, submenu: [{ role: 'minimize', label: words.minimize }, { role: 'close', label: words.close }] },
    ...(mac ? [] : [{ label: words.help, submenu: [{ role: 'about' as const, label: words.about }] }]),
  ]
  return mac ? withoutMnemonics(template) : template
}

/** macOS knows no mnemonics and would show the ampersands. */
function withoutMnemonics(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.map((item) => ({
    ...item,
    ...(item.label ? { label: item.label.replace('&', '') } : {}),
    ...(Array.isArray(item.submenu) ? { submenu: withoutMnemonics(item.submenu) } : {}),
  }))
}
