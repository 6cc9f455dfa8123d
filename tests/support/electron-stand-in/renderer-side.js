// What a sandboxed preload finds around it, for a page of plain Chromium. Becomes the page's first
// script, with its preload and platform put in. Nothing crosses that Electron would not let cross.
(() => {
  const call = globalThis.__standIn
  delete globalThis.__standIn
  const preload = PRELOAD
  if (window !== window.top || preload === null) return

  const listeners = new Map()

  const ipcRenderer = {
    async invoke(channel, ...args) {
      const answer = await call({ kind: 'invoke', channel, args: structuredClone(args) })
      if (answer.error !== undefined) throw new Error(answer.error)
      return answer.value
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel, listener) {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener))
      return ipcRenderer
    },
  }

  /** As the context bridge copies: functions and promises become proxies, all else is cloned and frozen. */
  function cross(value) {
    if (typeof value === 'function') return (...args) => cross(value(...args.map(cross)))
    if (value instanceof Promise) return value.then(cross)
    if (Array.isArray(value)) return value.map(cross)
    if (value !== null && typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cross(one)])))
    }
    return structuredClone(value)
  }

  const contextBridge = {
    exposeInMainWorld(name, api) {
      Object.defineProperty(globalThis, name, { value: cross(api), enumerable: true })
    },
  }

  function require(name) {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name}`)
  }

  async function hear() {
    for (;;) {
      const messages = await call({ kind: 'hear' })
      for (const { channel, args } of messages) {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
      }
    }
  }

  const module = { exports: {} }
  preload(require, module, module.exports, { platform: PLATFORM, env: {} })
  hear().catch(() => {})
})()
