import { hash, verify } from '@node-rs/argon2'
import { refuse } from './errors.ts'

// OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane.
// Algorithm 2 is Argon2id (the library's enum vanishes when types are stripped).
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS)
}

/** A hash of nothing anybody knows: an unknown name takes as long to refuse as a wrong password. */
const nobody = hashPassword(crypto.randomUUID())

/** Whether the password is the one that was hashed; without a hash it never is, and takes as long to say so. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const matches = await verify(passwordHash ?? await nobody, password)
  return matches && passwordHash !== undefined
}

export const SHORTEST_PASSWORD = 10

export function expectGoodPassword(password: string, field: string): void {
  if ([...password].length < SHORTEST_PASSWORD) refuse('password_short', {}, [field])
}
