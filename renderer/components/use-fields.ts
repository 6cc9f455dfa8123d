import { useState } from 'react'
import { ApiError } from '../errors.ts'

export interface Fields<T extends object> {
  /** What the form shows: the resource as it is, with what was typed over it. */
  values: T
  /** What was typed and differs from the resource: what to send. */
  changes: Partial<T>
  isChanged: boolean
  set<K extends keyof T>(field: K, value: T[K]): void
  /** Why a field is refused, by the form's own check or the desk's. */
  errorOf(field: keyof T & string): string | undefined
  /** Marks fields that the form itself refuses. @returns true where there are none */
  check(faults: Partial<Record<keyof T & string, string | undefined>>): boolean
  /** Takes up what the desk answered; `fault` then holds what belongs to no field of this form. */
  fail(error: unknown): void
  fault: unknown
  /** Forgets what was typed. */
  reset(): void
}

/**
 * A form over a resource that others may change meanwhile: only what was typed is kept, so fields
 * that were not touched follow the resource.
 * @param renamed the desk's names of fields, where they differ from the form's
 */
export function useFields<T extends object>(resource: T, renamed: Record<string, keyof T & string> = {}): Fields<T> {
  const [typed, setTyped] = useState<Partial<T>>({})
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [fault, setFault] = useState<unknown>(null)

  const changes = Object.fromEntries(
    Object.entries(typed).filter(([field, value]) => !isSame(value, resource[field as keyof T])),
  ) as Partial<T>

  return {
    values: { ...resource, ...typed },
    changes,
    isChanged: Object.keys(changes).length > 0,
    fault,
    set(field, value) {
      setTyped((before) => ({ ...before, [field]: value }))
      setFault(null)
      setErrors(({ [String(field)]: _, ...others }) => others)
    },
    errorOf: (field) => errors[field],
    check(faults) {
      const found = Object.entries(faults).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      setErrors(Object.fromEntries(found))
      setFault(null)
      return found.length === 0
    },
    fail(error) {
      const told = error instanceof ApiError ? Object.entries(error.fields) : []
      // `allowedHosts.0` is an item of a list: its fault belongs to the list's field.
      const named = told.map(([name, why]) => [renamed[name] ?? name.split('.')[0]!, sentenceCase(why)] as const)
      const ours = named.filter(([name]) => name in resource)
      setErrors(Object.fromEntries(ours))
      setFault(ours.length === named.length && ours.length > 0 ? null : error)
    },
    reset() {
      setTyped({})
      setErrors({})
      setFault(null)
    },
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function sentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
