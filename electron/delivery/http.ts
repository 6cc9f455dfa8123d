import type { Message, Outcome } from './worker.ts'

/**
 * Posts a message as JSON. Redirects are not followed: a bill must not be led elsewhere.
 * Any 2xx is delivered; anything else is tried again.
 */
export async function post(url: string, message: Message, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST', redirect: 'manual', signal,
      headers: { 'content-type': 'application/json', 'idempotency-key': message.key, ...headers },
      body: JSON.stringify(message.payload),
    })
    await response.body?.cancel()
    if (response.ok) return { delivered: true }
    return { delivered: false, error: `${url} answered ${response.status}`, retryAfterMs: retryAfter(response.headers.get('retry-after')) }
  } catch (error) {
    return { delivered: false, error: `${url} could not be reached: ${reason(error)}` }
  }
}

function reason(error: unknown): string {
  const cause = (error as Error).cause as { code?: string, message?: string } | undefined
  return cause?.code ?? cause?.message ?? (error as Error).message
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), in milliseconds from now. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
