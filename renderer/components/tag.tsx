import type { ReactNode } from 'react'
import classes from './tag.module.css'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'calm'

/** A state in a word. The colour only repeats what the word says. */
export function Tag({ tone, children }: { tone: Tone, children: ReactNode }) {
  return <span className={classes.tag} data-tone={tone}>{children}</span>
}
