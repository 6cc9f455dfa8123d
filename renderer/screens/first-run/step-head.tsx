import { Text, Title } from '@mantine/core'
import classes from './first-run.module.css'

/** The head of one step. */
export function StepHead({ title, text }: { title: string, text: string }) {
  return (
    <div className={classes.head}>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed">{text}</Text>
    </div>
  )
}
