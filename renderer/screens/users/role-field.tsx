import { Radio, Stack } from '@mantine/core'
import { ROLES, type Role } from '../../../shared/contract/route.ts'
import { useWords } from '../../i18n.ts'

/** The roles with what each may do: a name alone does not tell. */
export function RoleField({ value, onChange, error }: { value: Role, onChange(role: Role): void, error?: string }) {
  const t = useWords()
  return (
    <Radio.Group label={t('users.form.role')} value={value} onChange={(role) => onChange(role as Role)} error={error} size="xs">
      <Stack gap={6} mt={4}>
        {ROLES.toReversed().map((role) => (
          <Radio key={role} size="xs" value={role} label={t(`common.roles.${role}`)} description={t(`users.roleHints.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
