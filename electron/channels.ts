/** The names under which the window and the main process speak. `request` carries every request of the API. */
export const CHANNELS = {
  request: 'skranke:request',
  saveCsv: 'skranke:save-csv',
  print: 'skranke:print',
  loadSession: 'skranke:load-session',
  saveSession: 'skranke:save-session',
  changed: 'skranke:changed',
  menu: 'skranke:menu',
} as const
