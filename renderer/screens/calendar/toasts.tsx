import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says what was done, and takes it back if asked. */
export function offerUndo(message: string, undo: string, onUndo: () => void): void {
  const id = notifications.show({
    autoClose: 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button variant="default" onClick={() => { notifications.hide(id); onUndo() }}>{undo}</Button>
      </Group>
    ),
  })
}

/** Says why something went back to where it was. */
export function tellRefusal(message: string): void {
  notifications.show({ color: 'red', message, autoClose: 12_000 })
}
