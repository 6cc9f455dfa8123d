import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

let count = 0

/** Says that something was done, with a button that takes it back while it is shown. */
export function tellUndoable(message: string, undo: string, onUndo: () => void): void {
  const id = `undoable-${++count}`
  notifications.show({
    id,
    autoClose: 8_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button size="compact-xs" variant="default" onClick={() => {
          notifications.hide(id)
          onUndo()
        }}>{undo}</Button>
      </Group>
    ),
  })
}
