import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ROLES, type Role } from '../../../shared/contract/route.ts'
import { listUsers, type User } from '../../../shared/contract/users.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { AddUser } from './add-user.tsx'
import { ChangeUser } from './change-user.tsx'
import { DeactivateUser } from './deactivate-user.tsx'
import { ResetPassword } from './reset-password.tsx'
import { UserTable, type UserAction } from './user-table.tsx'

const NO_FILTER = { text: '', role: 'all' as Role | 'all' }
/** Guests who registered themselves are users too, and there may be thousands. */
const PIECE = 200

/** Who may sign in, and as what. */
export function UsersScreen() {
  const t = useWords()
  const { data, error, refetch } = useCall(listUsers, {})
  const [filter, setFilter] = useState(NO_FILTER)
  const [most, setMost] = useState(PIECE)
  const [isAdding, setIsAdding] = useState(false)
  const [action, setAction] = useState<UserAction | null>(null)
  const found = filterUsers(data ?? [], filter)
  const close = () => setAction(null)

  return (
    <Page title={t('users.title')} note={t('users.note')}
      actions={<Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setIsAdding(true)}>{t('users.add')}</Button>}>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data === undefined && !error && <LoadingNote />}
      {data !== undefined && (
        <>
          <Group gap="md" align="flex-end">
            <TextInput type="search" label={t('users.filter')} placeholder={t('users.filterHint')} leftSection={<IconSearch size={14} aria-hidden />} w="16rem"
              value={filter.text} onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })} />
            <SegmentedControl aria-label={t('users.showing')} value={filter.role} onChange={(role) => setFilter({ ...filter, role: role as Role | 'all' })}
              data={[{ value: 'all', label: t('common.all') }, ...ROLES.map((role) => ({ value: role, label: t(`common.roles.${role}`) }))]} />
            <Text size="sm" c="dimmed" mb={4} ml="auto" role="status">{t('users.count', { count: found.length })}</Text>
          </Group>
          {found.length === 0
            ? <EmptyNote title={t('users.nothingTitle')} action={<Button variant="default" onClick={() => setFilter(NO_FILTER)}>{t('users.showAll')}</Button>}>{t('users.nothingText')}</EmptyNote>
            : <UserTable users={found.slice(0, most)} onAction={setAction} />}
          {found.length > most && (
            <Button variant="default" onClick={() => setMost(most + PIECE)} style={{ alignSelf: 'center' }}>{t('users.more', { count: Math.min(PIECE, found.length - most) })}</Button>
          )}
        </>
      )}
      {isAdding && <AddUser onClose={() => setIsAdding(false)} />}
      {action?.kind === 'change' && <ChangeUser user={action.user} onClose={close} />}
      {action?.kind === 'password' && <ResetPassword user={action.user} onClose={close} />}
      {action?.kind === 'deactivate' && <DeactivateUser user={action.user} onClose={close} />}
    </Page>
  )
}

function filterUsers(users: readonly User[], { text, role }: typeof NO_FILTER): User[] {
  const wanted = text.trim().toLocaleLowerCase()
  return users.filter((user) => (role === 'all' || user.role === role)
    && (wanted === '' || [user.username, user.email].some((text) => text.toLocaleLowerCase().includes(wanted))))
}
