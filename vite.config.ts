import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig } from 'vite'

/*
 * The renderer as plain files in dist/renderer, addressed relative to the page: the same build is
 * loaded by the desktop window from its own protocol and by browsers over HTTP. Nothing comes from
 * elsewhere, and no script stands in the page, so that the strict content security policy holds.
 */
export default defineConfig({
  root: path.join(import.meta.dirname, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    // An inlined asset would be a data: URL; the policy allows those for images and fonts alone.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
})
