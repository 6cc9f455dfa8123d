import { dialog, type BrowserWindow } from 'electron'
import type { FastifyInstance } from 'fastify'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Paper } from '../shared/paper.ts'
import { openStream } from './inject.ts'
import type { MenuWords } from './menu.ts'

interface Export { suggestedName: unknown, url: unknown, headers: unknown }

/** Asks where to save, and writes the answer of `url` there as it comes. A file that was there stays until the new one is whole. */
export async function saveCsv(window: BrowserWindow, app: FastifyInstance, words: MenuWords, { suggestedName, url, headers }: Export): Promise<{ saved: boolean, path?: string }> {
  const name = path.basename(typeof suggestedName === 'string' ? suggestedName.slice(0, 200) : '') || 'export.csv'
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: name, filters: [{ name: words.csvFiles, extensions: ['csv'] }],
  })
  if (canceled || !filePath) return { saved: false }
  const unfinished = `${filePath}.part`
  try {
    const answer = await openStream(app, url, headers)
    if (answer === null || answer.status !== 200) throw new Error(await sentence(answer))
    await pipeline(answer.stream, createWriteStream(unfinished))
    await rename(unfinished, filePath)
    return { saved: true, path: filePath }
  } catch (error) {
    await rm(unfinished, { force: true })
    await dialog.showMessageBox(window, { type: 'error', message: words.exportFailed, detail: `${filePath}\n${(error as Error).message}` })
    return { saved: false }
  }
}

/** What the API said instead of a file. */
async function sentence(answer: { status: number, stream: NodeJS.ReadableStream } | null): Promise<string> {
  if (answer === null) return 'This is no export that the desk knows.'
  let text = ''
  for await (const chunk of answer.stream) text = (text + String(chunk)).slice(0, 10_000)
  try {
    return (JSON.parse(text) as { error?: string }).error ?? `${answer.status}`
  } catch {
    return `${answer.status}`
  }
}

/** Shows the system's print dialog for what the window shows; a paper that is named lies on its long side. */
export function print(window: BrowserWindow, paper?: Paper): Promise<void> {
  const chosen = paper === undefined ? {} : { pageSize: paper, landscape: true }
  return new Promise((resolve) => window.webContents.print({ printBackground: true, ...chosen }, () => resolve()))
}

/** The one line that says why Skranke cannot start: where a person sees it, and where a log does. */
export function showFatal(words: MenuWords, line: string): void {
  process.stderr.write(`${line}\n`)
  dialog.showErrorBox(words.cannotStart, line)
}
