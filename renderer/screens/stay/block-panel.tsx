import { Button, Drawer, Group, Modal, Radio, SimpleGrid, Stack, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import { BLOCK_REASONS, createBlock, deleteBlock, getBlock, updateBlock, type Block } from '../../../shared/contract/calendar.ts'
import { DayInput } from '../../components/day-input.tsx'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { useFields, type Fields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { tellDeed } from '../../undo.tsx'

type Editable = Pick<Block, 'from' | 'to' | 'reason' | 'notes'>

/** A room out of sale, from the side: change it, or give the room back. */
export function BlockPanel({ id, onClose }: { id: number, onClose(): void }) {
  const t = useWords()
  const { data: block, error, refetch } = useCall(getBlock, { params: { id } })
  return (
    <Drawer opened onClose={onClose} position="right" size="27rem" title={block ? t('stay.block', { room: block.roomNumber ?? '' }) : t('common.loading')}
      closeButtonProps={{ 'aria-label': t('common.close') }}>
      {block ? <BlockForm block={block} onDone={onClose} /> : error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : <LoadingNote />}
    </Drawer>
  )
}

function BlockForm({ block, onDone }: { block: Block, onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields<Editable>(block)
  const update = useChange(updateBlock, { quiet: true })
  const remove = useChange(deleteBlock, { quiet: true })
  const room = block.roomNumber ?? ''

  function save(event: FormEvent) {
    event.preventDefault()
    update.mutate({ params: { id: block.id }, body: fields.changes, ifMatch: block.version }, {
      onError: (error) => fields.fail(error),
      onSuccess(changed) {
        tell(t('stay.blocked', { room, dates: format.span(changed.from, changed.to) }))
        onDone()
      },
    })
  }
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <BlockFields fields={fields} />
        <Group justify="space-between" gap="xs">
          <Button color="red" variant="light" loading={remove.isPending} onClick={() => remove.mutate({ params: { id: block.id } }, {
            onError: (error) => fields.fail(error),
            onSuccess({ lastChange }) {
              tellDeed({ text: t('stay.unblocked', { room }), steps: [lastChange] })
              onDone()
            },
          })}>{t('stay.blockRemove')}</Button>
          <Button type="submit" loading={update.isPending} disabled={!fields.isChanged}>{t('stay.blockSave')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Takes a room out of sale for the nights that were marked. */
export function NewBlockDialog({ roomNumber, from, to, onClose }: { roomNumber: string, from: string, to: string, onClose(): void }) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields<Editable>({ from, to, reason: 'out_of_order', notes: null })
  const create = useChange(createBlock, { quiet: true })
  function save(event: FormEvent) {
    event.preventDefault()
    create.mutate({ body: { roomNumber, ...fields.values } }, {
      onError: (error) => fields.fail(error),
      onSuccess(block) {
        tell(t('stay.blocked', { room: roomNumber, dates: format.span(block.from, block.to) }))
        onClose()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={`${t('stay.blockNew')}: ${roomNumber}`} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <BlockFields fields={fields} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={create.isPending}>{t('stay.blockAdd')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function BlockFields({ fields: { values, set, errorOf, fault } }: { fields: Fields<Editable> }) {
  const t = useWords()
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <DayInput label={t('stay.blockFrom')} value={values.from} error={errorOf('from')} onChange={(date) => date !== null && set('from', date)} />
        <DayInput label={t('stay.blockTo')} value={values.to} error={errorOf('to')} onChange={(date) => date !== null && set('to', date)} />
      </SimpleGrid>
      <Radio.Group label={t('stay.reason')} value={values.reason} onChange={(reason) => set('reason', reason as Block['reason'])}>
        <Stack gap={4} mt={4}>
          {BLOCK_REASONS.map((reason) => <Radio key={reason} size="xs" value={reason} label={t(`stay.reasons.${reason}`)} />)}
        </Stack>
      </Radio.Group>
      <Textarea label={t('common.notes')} value={values.notes ?? ''} autosize minRows={2} error={errorOf('notes')} onChange={(event) => set('notes', event.currentTarget.value || null)} />
      <ErrorNote error={fault} />
    </>
  )
}
