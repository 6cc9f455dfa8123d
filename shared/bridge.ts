import type { Paper } from './paper.ts'

/* What the preload script gives the renderer in the desktop window; a browser has none of it. */

export interface BridgeRequest {
  method: string
  /** Path and query, `/api/v1/stays?page=2`. */
  url: string
  headers: Record<string, string>
  body?: string
}

/** Errors are values: a rejected `invoke` would lose its properties on the way. */
export type BridgeAnswer =
  | { ok: true, status: number, headers: Record<string, string>, body: string }
  | { ok: false, error: string }

export interface SkrankeBridge {
  request(request: BridgeRequest): Promise<BridgeAnswer>
  /** Asks where to save, then streams the answer of a GET into that file. */
  saveCsv(suggestedName: string, url: string, headers: Record<string, string>): Promise<{ saved: boolean, path?: string }>
  /** Shows the system's print dialog; resolves when it is gone. With a paper it is set to that one, lying. */
  print(paper?: Paper): Promise<void>
  /** The token, in the system's safe storage. */
  session: { load(): Promise<string | null>, save(token: string | null): Promise<void> }
  /** Something changed in the database, or in who is at which booking; answers how to stop listening. */
  onChange(listener: () => void): () => void
  /** A command of the menu, by its name (see menu-commands.ts); answers how to stop listening. */
  onMenu(listener: (command: string) => void): () => void
  platform: string
}
