import { Group, Text, Title } from '@mantine/core'
import { LanguageSwitch } from '../../components/language-switch.tsx'
import { Mark } from '../../components/mark.tsx'
import { OfflineBanner } from '../../frame/offline-banner.tsx'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import classes from './card.module.css'
import { SignInForm } from './sign-in-form.tsx'

export function SignInScreen() {
  const say = useWords()
  const property = useProperty()
  return (
    <main className={classes.page}>
      <OfflineBanner />
      <div className={classes.corner}><LanguageSwitch /></div>
      <div className={classes.card}>
        <Group gap="sm" mb="lg" wrap="nowrap">
          <Mark size={36} />
          <div>
            <Title order={1} size="h2">{property?.name}</Title>
            <Text size="sm" c="dimmed">{say('signIn.welcome')}</Text>
          </div>
        </Group>
        <SignInForm submit={say('signIn.submit')} />
      </div>
    </main>
  )
}
