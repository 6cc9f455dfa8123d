import { Redirect, Route, Switch, useLocation } from 'wouter'
import { BackupsScreen } from '../screens/backups/backups-screen.tsx'
import { CalendarScreen } from '../screens/calendar/calendar-screen.tsx'
import { DeliveriesScreen } from '../screens/deliveries/deliveries-screen.tsx'
import { ImportsScreen } from '../screens/imports/imports-screen.tsx'
import { PerformanceScreen } from '../screens/reports/performance-screen.tsx'
import { RoomsScreen } from '../screens/rooms/rooms-screen.tsx'
import { CarsScreen } from '../screens/schedules/cars-screen.tsx'
import { HourlyScreen } from '../screens/schedules/hourly-screen.tsx'
import { ProvidersScreen } from '../screens/schedules/providers-screen.tsx'
import { SettingsScreen } from '../screens/settings/settings-screen.tsx'
import { StaysScreen } from '../screens/stays/stays-screen.tsx'
import { TodayScreen } from '../screens/today/today-screen.tsx'
import { UsersScreen } from '../screens/users/users-screen.tsx'
import { WebhooksScreen } from '../screens/webhooks/webhooks-screen.tsx'
import { useIsAdmin } from '../state/session.ts'
import { Stumble } from './stumble.tsx'

/** Which screen is shown. One that stumbles takes nothing else with it. */
export function Screens() {
  const [path] = useLocation()
  const isAdmin = useIsAdmin()
  return (
    <Stumble key={path}>
      <Switch>
        <Route path="/calendar" component={CalendarScreen} />
        <Route path="/calendar/providers" component={ProvidersScreen} />
        <Route path="/calendar/hourly" component={HourlyScreen} />
        <Route path="/calendar/cars" component={CarsScreen} />
        <Route path="/today" component={TodayScreen} />
        <Route path="/stays" component={StaysScreen} />
        <Route path="/rooms" component={RoomsScreen} />
        <Route path="/performance" component={PerformanceScreen} />
        <Route path="/deliveries" component={DeliveriesScreen} />
        {isAdmin && <Route path="/users" component={UsersScreen} />}
        {isAdmin && <Route path="/settings" component={SettingsScreen} />}
        {isAdmin && <Route path="/webhooks" component={WebhooksScreen} />}
        {isAdmin && <Route path="/backups" component={BackupsScreen} />}
        {isAdmin && <Route path="/imports" component={ImportsScreen} />}
        <Route><Redirect to="/calendar" replace /></Route>
      </Switch>
    </Stumble>
  )
}
