import os from 'node:os'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1']
const FRESH_MS = 30_000

/**
 * The names this machine may be called by in a `Host` header: a page of another site that points
 * its own name here (DNS rebinding) is none of them.
 */
export function createKnownHosts(added: () => readonly string[], now: () => number = Date.now): (hostHeader: string) => boolean {
  let own = new Set<string>()
  let readAt = -Infinity

  function ownNames(): Set<string> {
    // Cables are pulled and wireless networks change while the desk runs.
    if (now() - readAt > FRESH_MS) {
      const addresses = Object.values(os.networkInterfaces()).flatMap((addresses) => addresses ?? [])
        .map(({ address, family }) => family === 'IPv6' ? `[${address}]` : address)
      const name = os.hostname().toLowerCase()
      own = new Set([...LOOPBACK, ...addresses, name, `${name}.local`])
      readAt = now()
    }
    return own
  }

  return (hostHeader) => {
    const name = hostHeader.replace(/:\d+$/, '').toLowerCase()
    return ownNames().has(name) || added().some((host) => host.toLowerCase() === name)
  }
}
