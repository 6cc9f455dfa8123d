import type { NewStayDefaults } from '../../state/ui.ts'

export function NewStayDialog(_: { opened: boolean, onClose(): void, defaults?: NewStayDefaults }) {
  return null
}
