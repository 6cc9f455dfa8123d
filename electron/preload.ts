import { contextBridge, ipcRenderer } from 'electron'
import type { SkrankeBridge } from '../shared/bridge.ts'
import { CHANNELS } from './channels.ts'

/** Hears a message of the main process without handing the window Electron's event. */
function hear<T extends unknown[]>(channel: string, listener: (...args: T) => void): () => void {
  const heard = (_event: unknown, ...args: T) => listener(...args)
  ipcRenderer.on(channel, heard)
  return () => void ipcRenderer.off(channel, heard)
}

const bridge: SkrankeBridge = {
  request: (request) => ipcRenderer.invoke(CHANNELS.request, request),
  saveCsv: (suggestedName, url, headers) => ipcRenderer.invoke(CHANNELS.saveCsv, suggestedName, url, headers),
  print: (paper) => ipcRenderer.invoke(CHANNELS.print, paper),
  session: {
    load: () => ipcRenderer.invoke(CHANNELS.loadSession),
    save: (token) => ipcRenderer.invoke(CHANNELS.saveSession, token),
  },
  onChange: (listener) => hear(CHANNELS.changed, () => listener()),
  onMenu: (listener) => hear(CHANNELS.menu, (command: string) => listener(command)),
  platform: process.platform,
}

contextBridge.exposeInMainWorld('skranke', bridge)
