/// <reference types="vite/client" />
import type { SkrankeBridge } from '../shared/bridge.ts'

declare global {
  interface Window {
    /** Present in the desktop window alone. */
    skranke?: SkrankeBridge
  }
}
