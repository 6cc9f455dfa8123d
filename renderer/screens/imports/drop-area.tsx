import { Button, FileButton, Group, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { useWords } from '../../i18n.ts'
import classes from './imports.module.css'

/** Takes a CSV file, dropped or chosen. The button alone is enough for who has no mouse. */
export function DropArea({ name, busy, onFile }: { name: string | null, busy: boolean, onFile(file: File): void }) {
  const t = useWords()
  const [isOver, setIsOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setIsOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !busy) onFile(file)
  }

  return (
    <div className={classes.drop} data-over={isOver} onDrop={drop} onDragLeave={() => setIsOver(false)}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}>
      <Group gap="sm" justify="center">
        <IconFileUpload size={20} aria-hidden />
        {name !== null && <Text size="sm" fw={600}>{t('imports.chosen', { name })}</Text>}
        {/* The file may have been corrected under the same name: the same one can be chosen again. */}
        <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => file && onFile(file)} key={name ?? ''}>
          {(props) => <Button {...props} variant="default" loading={busy}>{t(name === null ? 'imports.choose' : 'imports.another')}</Button>}
        </FileButton>
        <Text size="sm" c="dimmed">{t('imports.drop')}</Text>
      </Group>
    </div>
  )
}
