import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A screen's head and what stands under it. `actions` sit on the line of the title. */
export function Page({ title, note, actions, children }: { title: string, note?: ReactNode, actions?: ReactNode, children: ReactNode }) {
  return (
    <Stack gap="md" p="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1}>{title}</Title>
          {note && <Text size="sm" c="dimmed" maw="46rem">{note}</Text>}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
