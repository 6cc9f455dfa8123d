import { ActionIcon, Group, Table } from '@mantine/core'
import { IconKey, IconPencil, IconPower } from '@tabler/icons-react'
import { updateUser, type User } from '../../../shared/contract/users.ts'
import tables from '../../components/table.module.css'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { useSession } from '../../state/session.ts'
import { tell } from '../../tell.ts'

/** What asks for a dialog of its own. */
export interface UserAction { kind: 'change' | 'password' | 'deactivate', user: User }

const TONES: Record<User['role'], Tone> = { customer: 'calm', staff: 'info', admin: 'warn' }

export function UserTable({ users, onAction }: { users: readonly User[], onAction(action: UserAction): void }) {
  const t = useWords()
  return (
    <div className={tables.frame}>
      <Table aria-label={t('users.title')}>
        <Table.Thead>
          <Table.Tr>
            {(['username', 'email', 'role', 'state'] as const).map((column) => <Table.Th key={column} scope="col">{t(`users.column.${column}`)}</Table.Th>)}
            <Table.Th scope="col" className={tables.number}>{t('users.column.since')}</Table.Th>
            <Table.Th scope="col" className={tables.tight}>{t('users.column.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{users.map((user) => <UserRow key={user.id} user={user} onAction={onAction} />)}</Table.Tbody>
      </Table>
    </div>
  )
}

function UserRow({ user, onAction }: { user: User, onAction(action: UserAction): void }) {
  const t = useWords()
  const { moment } = useFormat()
  const isMe = useSession((session) => session.user?.id === user.id)
  const update = useChange(updateUser)
  const name = user.username

  function activate() {
    update.mutate({ params: { id: user.id }, body: { active: true }, ifMatch: user.version }, { onSuccess: () => tell(t('users.activated', { name })) })
  }

  return (
    <Table.Tr className={user.active ? undefined : tables.off}>
      <Table.Th scope="row">{name} {isMe && <span className={tables.off}>({t('users.you')})</span>}</Table.Th>
      <Table.Td>{user.email}</Table.Td>
      <Table.Td><Tag tone={TONES[user.role]}>{t(`common.roles.${user.role}`)}</Tag></Table.Td>
      <Table.Td>{user.active ? t('users.active') : <Tag tone="bad">{t('users.inactive')}</Tag>}</Table.Td>
      <Table.Td className={tables.number}>{moment(user.created_at)}</Table.Td>
      <Table.Td className={tables.tight}>
        <Group gap={4} wrap="nowrap">
          <ActionIcon aria-label={t('users.changeUser', { name })} title={t('common.change')} onClick={() => onAction({ kind: 'change', user })}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          {/* Nobody locks themselves out by a slip; one's own password is changed in the settings, by who knows the old one. */}
          {!isMe && (
            <>
              <ActionIcon aria-label={t('users.passwordOf', { name })} title={t('users.newPassword')} onClick={() => onAction({ kind: 'password', user })}>
                <IconKey size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon loading={update.isPending} aria-label={t(user.active ? 'users.deactivateUser' : 'users.activateUser', { name })}
                title={t(user.active ? 'users.deactivate' : 'users.activate')} onClick={() => user.active ? onAction({ kind: 'deactivate', user }) : activate()}>
                <IconPower size={16} aria-hidden />
              </ActionIcon>
            </>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
