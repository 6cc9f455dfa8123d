import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The window's own origin: nothing from the network and no `file:` ever shares it. */
export const SCHEME = 'skranke'
export const HOME = `${SCHEME}://desk/`

/** The window loads its own files and nothing else; requests of the API travel over IPC. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine sets its styles through style tags of its own.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** Must run before the application is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Serves the built renderer, and nothing beside its folder. */
export function serveRenderer(folder: string): void {
  protocol.handle(SCHEME, (request) => answer(folder, request))
}

async function answer(folder: string, request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url)
  if (host !== 'desk' || request.method !== 'GET') return refuse(403)
  const file = fileFor(folder, pathname)
  if (file === null) return refuse(403)
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      },
    })
  } catch {
    return refuse(404)
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } })
}

/** The file a path names, the page itself for the screens' own paths, null for what leads out of the folder. */
function fileFor(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = path.resolve(folder, `.${path.posix.normalize(decoded)}`)
  const home = path.resolve(folder)
  if (file !== home && !file.startsWith(home + path.sep)) return null
  return path.extname(file) === '' ? path.join(home, 'index.html') : file
}
