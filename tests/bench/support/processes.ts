import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { LoadJob, LoadResult } from './load.ts'

/* The parts of a bench, each in a process of its own: what serves, and what asks. */

interface Part { readonly child: ChildProcess, ask<Answer>(question: unknown): Promise<Answer>, stop(): Promise<void> }

/** Starts a file of this folder; it says `{ ready }` when it is, then answers one question after another. */
async function startPart<Ready>(file: string, setUp: unknown): Promise<Part & { ready: Ready }> {
  const child = fork(path.join(import.meta.dirname, file), [JSON.stringify(setUp)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const answer = () => new Promise<unknown>((resolve, reject) => {
    const onExit = (status: number) => reject(new Error(`${file} ended with ${status}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message)
    })
  })
  const { ready } = await answer() as { ready: Ready }
  return {
    child, ready,
    async ask<Answer>(question: unknown) {
      const answered = answer()
      child.send(question as object)
      return await answered as Answer
    },
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

export interface DeskPart extends Part {
  url: string
  token: string
  /** Resident memory of the process in MiB, now and at most since the last time. */
  memory(): Promise<{ now: number, most: number }>
  processorTime(): Promise<number>
}

/** A whole desk on a database file, with its rate limit out of the way. */
export async function startDesk(dbPath: string, settings: Partial<Settings> = {}): Promise<DeskPart> {
  const part = await startPart<{ url: string, token: string }>('desk-server.ts', { dbPath, settings })
  return { ...part, ...part.ready, memory: () => part.ask('usage'), processorTime: () => processorTimeOf(part) }
}

export interface BarePart extends Part { url: string, processorTime(): Promise<number> }

export async function startBare(file: 'bare-server.ts' | 'bare-lister.ts' | 'bare-echo.ts', setUp: { dbPath: string }): Promise<BarePart> {
  const part = await startPart<{ url: string }>(file, setUp)
  return { ...part, url: part.ready.url, processorTime: () => processorTimeOf(part) }
}

/** Microseconds of processor time since the part began. */
async function processorTimeOf(part: Part): Promise<number> {
  return (await part.ask<{ processor: number }>('usage')).processor
}

export async function startLoad(): Promise<{ run(job: LoadJob): Promise<LoadResult>, stop(): Promise<void> }> {
  const part = await startPart<true>('load.ts', {})
  return {
    async run(job) {
      const result = await part.ask<LoadResult>(job)
      if (result.refused > 0) throw new Error(`${result.refused} of ${result.answered} requests were refused: ${result.firstRefusal}`)
      return result
    },
    stop: () => part.stop(),
  }
}

/** A folder that goes away at the end. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'skranke-bench-'))
  try {
    await work(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
