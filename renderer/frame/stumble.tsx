import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { EmptyNote } from '../components/notes.tsx'
import { words } from '../i18n.ts'

interface State { error: unknown }

/** Catches what a screen throws while it draws, so that the frame and the other screens go on. */
export class Stumble extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <EmptyNote title={words('frame.brokenTitle')} action={<Button onClick={() => this.setState({ error: null })}>{words('frame.reopen')}</Button>}>
        {words('frame.brokenText')}
      </EmptyNote>
    )
  }
}
