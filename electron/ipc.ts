import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { FastifyInstance } from 'fastify'
import { isPaper } from '../shared/paper.ts'
import { CHANNELS } from './channels.ts'
import { print, saveCsv } from './dialogs.ts'
import { answerRequest } from './inject.ts'
import type { MenuWords } from './menu.ts'
import { SCHEME } from './protocol.ts'
import type { SafeSession } from './safe-session.ts'

/** Whether a message comes from the main frame of a window of ours that shows our own page. */
function isOurs({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  if (senderFrame === null || senderFrame.parent !== null || senderFrame !== sender.mainFrame) return false
  const { protocol, host } = new URL(senderFrame.url)
  return protocol === `${SCHEME}:` && host === 'desk'
}

const REFUSED = { ok: false, error: 'This page may not speak with the desk.' } as const

/** Connects the window with the desk: one channel for all requests, and a few for what only a desktop can do. */
export function connectIpc(app: FastifyInstance, session: SafeSession, words: MenuWords): void {
  ipcMain.handle(CHANNELS.request, async (event, request: unknown) => (
    isOurs(event) ? answerRequest(app, request) : REFUSED
  ))
  ipcMain.handle(CHANNELS.saveCsv, async (event, suggestedName: unknown, url: unknown, headers: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    return isOurs(event) && window ? saveCsv(window, app, words, { suggestedName, url, headers }) : { saved: false }
  })
  ipcMain.handle(CHANNELS.print, async (event, paper: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (isOurs(event) && window) await print(window, isPaper(paper) ? paper : undefined)
  })
  ipcMain.handle(CHANNELS.loadSession, async (event) => (isOurs(event) ? session.load() : null))
  ipcMain.handle(CHANNELS.saveSession, async (event, token: string | null) => {
    if (isOurs(event)) await session.save(token)
  })
}

/** Tells every window something. */
export function tellWindows(channel: string, ...args: unknown[]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(channel, ...args)
  }
}
