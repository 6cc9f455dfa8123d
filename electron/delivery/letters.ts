import type { MailFacts, Message } from '../../db/outbox.ts'
import type { Language } from '../../shared/contract/settings.ts'
import { mail as danish } from '../../shared/i18n/da/mail.ts'
import { mail as english } from '../../shared/i18n/en/mail.ts'
import { formatMinor } from '../../shared/money.ts'
import { factsOf } from './documents.ts'

export interface Letter { subject: string, text: string, html: string }

/** A letter to a guest, as plain text and as HTML. What a guest or a member of staff typed is never markup. */
export function letter(message: Message, language: Language, property: string): Letter {
  const { bookingId, currency, timeZone } = message
  const facts = factsOf(message)
  const words = language === 'da' ? danish : english
  const { kind, what } = message.payload as MailFacts
  const greeting = facts.guestName ? fill(words.greeting, { name: facts.guestName }) : words.greetingWithoutName
  const isStay = facts.kind === 'stay'
  const details: [string, string][] = [[words.fields.number, String(bookingId)]]
  if (what) details.push([isStay || facts.kind === 'slot' ? words.fields.what : words.fields.whatElse, what])
  if (facts.category) details.push([words.fields.category, facts.category])
  if (isStay) {
    details.push([words.fields.arrival, day(facts.arrival!, language)], [words.fields.departure, day(facts.departure!, language)])
  } else {
    details.push([words.fields.start, time(facts.startsAt, timeZone, language)], [words.fields.end, time(facts.endsAt, timeZone, language)])
  }
  if (facts.price > 0) details.push([words.fields.price, formatMinor(facts.price, currency, LOCALES[language])])
  if (facts.paid > 0) details.push([words.fields.paid, formatMinor(facts.paid, currency, LOCALES[language])])

  const text = [
    greeting, '', words.openings[kind], '', ...details.map(([name, value]) => `${name}: ${value}`), '', words.closing, '', words.regards, property, '',
  ].join('\n')
  const rows = details.map(([name, value]) => `<tr><th align="left" style="padding:2px 16px 2px 0;font-weight:normal;color:#555">${escape(name)}</th><td>${escape(value)}</td></tr>`).join('\n')
  const html = `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escape(fill(words.subjects[kind], { property }))}</title></head>
<body style="font-family:sans-serif;font-size:16px;color:#222">
<p>${escape(greeting)}</p>
<p>${escape(words.openings[kind])}</p>
<table cellspacing="0" cellpadding="0">
${rows}
</table>
<p>${escape(words.closing)}</p>
<p>${escape(words.regards)}<br>${escape(property)}</p>
</body>
</html>
`
  return { subject: oneLine(fill(words.subjects[kind], { property })), text, html }
}

const LOCALES: Record<Language, string> = { en: 'en-GB', da: 'da-DK' }

function day(date: string, language: Language): string {
  return Temporal.PlainDate.from(date).toLocaleString(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

function time(at: number, timeZone: string, language: Language): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toLocaleString(LOCALES[language], {
    timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit',
  })
}

/** Values are put in as they are: one that looks like a placeholder stays one. */
function fill(template: string, values: Record<string, string>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/** A header has one line, whatever a name holds. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!)
}
