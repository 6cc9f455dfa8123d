import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import { build } from 'vite'

/** Bundles the page, into a folder that goes with the test. */
export async function buildTimelinePage(t: TestContext): Promise<{ script: string, style: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skranke-timeline-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await build({
    configFile: false, logLevel: 'warn', root: import.meta.dirname, define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder, emptyOutDir: true,
      lib: { entry: path.join(import.meta.dirname, 'page.tsx'), formats: ['iife'], name: 'page', fileName: () => 'page.js', cssFileName: 'page' },
    },
  })
  return { script: path.join(folder, 'page.js'), style: path.join(folder, 'page.css') }
}
