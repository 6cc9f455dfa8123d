import { ActionIcon, Button, Kbd, Menu, Tooltip, useMantineColorScheme, VisuallyHidden, type MantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconHelp, IconKey, IconLock, IconLogout, IconPlus, IconPrinter, IconSearch, IconUserCircle } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { listDeliveries } from '../../shared/contract/operations.ts'
import { LANGUAGES, type Language } from '../../shared/contract/settings.ts'
import { CONTROL } from '../components/control-key.ts'
import { Mark } from '../components/mark.tsx'
import { Tag } from '../components/tag.tsx'
import { useLanguage, useWords } from '../i18n.ts'
import { printScreen } from '../print-screen.ts'
import { useProperty } from '../property.ts'
import { useCall } from '../query.ts'
import { lockDesk, signOut } from '../sitting.ts'
import { usePreferences } from '../state/preferences.ts'
import { useIsAdmin, useSession } from '../state/session.ts'
import { useUi } from '../state/ui.ts'
import classes from './frame.module.css'
import { DESK_PLACES, PROPERTY_PLACES } from './places.ts'

export function TopBar() {
  const say = useWords()
  const property = useProperty()
  const ui = useUi()
  const username = useSession((session) => session.user?.username ?? '')
  return (
    <header className={classes.bar}>
      <div className={classes.name} title={property?.name}><Mark size={26} /><span>{property?.name}</span></div>
      <Places />
      <button type="button" className={classes.search} onClick={() => ui.show('jump')}>
        <IconSearch size={15} aria-hidden /><span>{say('frame.jump')}</span> <Kbd size="xs">{CONTROL} K</Kbd>
      </button>
      <Tooltip label={say('frame.newStayHint')}>
        <Button leftSection={<IconPlus size={15} aria-hidden />} ml="xs" aria-keyshortcuts="N" onClick={() => ui.newStay()}>{say('frame.newStay')}</Button>
      </Tooltip>
      <AccountMenu username={username} />
    </header>
  )
}

function Places() {
  const say = useWords()
  const [path] = useLocation()
  const isAdmin = useIsAdmin()
  const property = PROPERTY_PLACES.filter((place) => isAdmin || !place.admin)
  const parked = useCall(listDeliveries, { query: { state: 'parked', limit: 1 } }).data?.total ?? 0
  return (
    <nav className={classes.places} aria-label={say('frame.navigation')}>
      {DESK_PLACES.map(({ path: to, word, icon: PlaceIcon }, index) => (
        <Link key={to} href={to} className={classes.place} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined} aria-keyshortcuts={`Alt+${index + 1}`}>
          <PlaceIcon size={16} aria-hidden />{say(`frame.${word}`)}
        </Link>
      ))}
      <Menu position="bottom-start" width={210} withinPortal={false}>
        <Menu.Target>
          <button type="button" className={classes.place} data-current={property.some((place) => place.path === path) || undefined}>
            {say('frame.property')}{parked > 0 && <Tag tone="bad">{parked}<VisuallyHidden> {say('frame.parked', { count: parked })}</VisuallyHidden></Tag>}<IconChevronDown size={14} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {property.map(({ path: to, word, icon: PlaceIcon }) => (
            <Menu.Item
              key={to} component={Link} href={to} leftSection={<PlaceIcon size={16} aria-hidden />} aria-current={path === to ? 'page' : undefined}
              rightSection={to === '/deliveries' && parked > 0 ? <Tag tone="bad">{parked}</Tag> : null}
            >
              {say(`frame.${word}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

const SCHEMES = ['light', 'dark', 'auto'] as const

function AccountMenu({ username }: { username: string }) {
  const say = useWords()
  const show = useUi((ui) => ui.show)
  const language = useLanguage()
  const chooseLanguage = usePreferences((preferences) => preferences.setLanguage)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="bottom-end" width={230} withinPortal={false}>
      <Menu.Target>
        <ActionIcon size="lg" ml={4} aria-label={say('frame.account', { name: username })}><IconUserCircle size={20} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{username}</Menu.Label>
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} rightSection={<Kbd size="xs">{CONTROL} L</Kbd>} onClick={lockDesk}>{say('frame.lock')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>{say('frame.signOut')}</Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => show('password')}>{say('frame.changePassword')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('frame.language')}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => chooseLanguage(value as Language)}>
          {LANGUAGES.map((value) => <Menu.RadioItem key={value} value={value} lang={value}>{say(`frame.languageNames.${value}`)}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{say('frame.appearance')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {SCHEMES.map((value) => <Menu.RadioItem key={value} value={value}>{say(`frame.${value}`)}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={printAfterMenu}>{say('frame.print')}</Menu.Item>
        <Menu.Item leftSection={<IconHelp size={16} aria-hidden />} rightSection={<Kbd size="xs">?</Kbd>} onClick={() => show('help')}>{say('frame.help')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function printAfterMenu(): void {
  // After the menu has closed: it is not to be on the paper.
  setTimeout(printScreen, 200)
}
