import type { MailFacts } from '../../db/outbox.ts'
import type { Language } from '../../shared/contract/settings.ts'
import { failure, shown, type Destination } from './destination.ts'
import { letter } from './letters.ts'

export interface MailOptions {
  url: string
  from: string
  /** The letters' language and sender's name, as they are when a letter goes out. */
  property: () => { name: string, language: Language }
}

interface Transport { sendMail(letter: object): Promise<unknown>, close(): void }

/** Sends letters to guests over SMTP. What a mail server refuses for good (5xx) is parked at once: it would refuse it again. */
export function mail({ url, from, property }: MailOptions): Destination {
  let transport: Promise<Transport> | undefined

  async function open(): Promise<Transport> {
    const { createTransport } = await import('nodemailer')
    return createTransport({ url, pool: true, maxConnections: 3, connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 9000, disableFileAccess: true, disableUrlAccess: true })
  }

  return {
    async carry(message) {
      const { name, language } = property()
      const { subject, text, html } = letter(message, language, name)
      try {
        await (await (transport ??= open())).sendMail({
          from: { name, address: from }, to: { name: message.facts?.guestName ?? '', address: (message.payload as MailFacts).to }, subject, text, html,
          // The same on every try, so that a mail server or reader sees one letter.
          messageId: `<${message.key}@skranke>`, headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { delivered: true }
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number, code?: string }
        const hopeless = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
        if (responseCode !== undefined) return { delivered: false, error: `${shown(url)} refused it: ${(error as Error).message}`, hopeless }
        return failure(error, shown(url))
      }
    },
    async close() {
      const open = transport
      transport = undefined
      await open?.then((one) => one.close(), () => {})
    },
  }
}
