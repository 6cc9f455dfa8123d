import { safeStorage } from 'electron'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'

/** Keeps the token of who is signed in, encrypted by the system's own key store. */
export interface SafeSession {
  load(): Promise<string | null>
  /** Null forgets it. */
  save(token: string | null): Promise<void>
}

const LONGEST_TOKEN = 8192

/** Where the system offers no key store, the token lives as long as the application and is written nowhere. */
export function createSafeSession(file: string): SafeSession {
  let known: string | null | undefined
  let writing: Promise<void> = Promise.resolve()

  async function canEncrypt(): Promise<boolean> {
    // Linux without a keyring encrypts with a password that is in Chromium's source.
    if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
    return safeStorage.isAsyncEncryptionAvailable()
  }

  async function write(token: string | null): Promise<void> {
    if (token === null || !(await canEncrypt())) return rm(file, { force: true })
    await writeFile(`${file}.new`, await safeStorage.encryptStringAsync(token), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }

  async function read(): Promise<string | null> {
    try {
      const encrypted = await readFile(file)
      if (!(await canEncrypt())) return null
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(encrypted)
      if (shouldReEncrypt) await write(result)
      return result
    } catch {
      // No file, or one of another user or key: one signs in again.
      return null
    }
  }

  return {
    async load() {
      await writing
      if (known !== undefined) return known
      const kept = await read()
      // Somebody may have signed in while the file was read: the newer word counts.
      return known === undefined ? known = kept : known
    },
    save(token) {
      if (token !== null && (typeof token !== 'string' || token.length > LONGEST_TOKEN)) return Promise.resolve()
      known = token
      writing = writing.then(() => write(token)).catch(() => { /* kept in memory at least */ })
      return writing
    },
  }
}
