import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/** Bundles the page as a desk's renderer, into a folder that goes with the test. */
export async function buildPrintPage(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skranke-print-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await build({
    configFile: false, logLevel: 'warn', root: import.meta.dirname, base: './', plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome140', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  })
  return folder
}
