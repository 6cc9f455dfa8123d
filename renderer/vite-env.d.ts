/// <reference types="vite/client" />
import type { SkrankeBridge } from '../shared/bridge.ts'

declare global {
  interface Window {
    /** Only in the desktop window. */
    skranke?: SkrankeBridge
  }
}
