import { IconBed, IconCalendarPlus, IconListDetails, IconUser, type Icon } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { listGuests } from '../../shared/contract/guests.ts'
import { listHousekeeping } from '../../shared/contract/rooms.ts'
import { listStays, type Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { call } from '../client.ts'
import { useFormat } from '../format.ts'
import { useWords } from '../i18n.ts'
import { useProperty } from '../property.ts'
import { useCall } from '../query.ts'
import { choose, clearFilter } from '../screens/stays/filter.ts'
import { useIsAdmin } from '../state/session.ts'
import { useUi } from '../state/ui.ts'
import { tellError } from '../tell.ts'
import { placesFor } from './places.ts'

export interface Hit {
  key: string
  icon: Icon
  title: string
  detail: string
  go(): void
}

/** What a text finds. `wanted` is the text once typing has paused: it is what the desk is asked. */
export function useHits(text: string, wanted: string): { hits: Hit[], isSettled: boolean } {
  const say = useWords()
  const format = useFormat()
  const isAdmin = useIsAdmin()
  const [, navigate] = useLocation()
  const { openStay, newStay } = useUi()
  const options = { enabled: wanted !== '', keepPrevious: true, staleTime: 5_000 }
  // Who is here or will come is looked for more often than who has been.
  const today = useProperty()?.today ?? ''
  const coming = useCall(listStays, { query: { q: wanted, from: today && addDays(today, -1), sort: 'arrival', limit: 10 } }, options)
  const gone = useCall(listStays, { query: { q: wanted, to: today && addDays(today, 1), sort: 'departure', direction: 'desc', limit: 5 } }, options)
  const guests = useCall(listGuests, { query: { q: wanted, limit: 5 } }, options)
  const house = useCall(listHousekeeping, {})

  const lower = text.toLocaleLowerCase()
  const places = placesFor(isAdmin)
    .map((place) => ({ ...place, title: say(`frame.${place.word}`) }))
    .filter(({ title }) => lower === '' || title.toLocaleLowerCase().includes(lower))
    .map(({ path, icon, title }): Hit => ({ key: path, icon, title, detail: say('frame.screens'), go: () => navigate(path) }))
  if (text === '') return { hits: places, isSettled: true }

  const rooms = (house.data?.rooms ?? [])
    .filter(({ number }) => number.toLocaleLowerCase().startsWith(lower)).slice(0, 4)
    .map(({ id, number, category, occupied, housekeeping }): Hit => ({
      key: `room ${id}`, icon: IconBed, title: `${say('common.room')} ${number}`,
      detail: [category, say(occupied ? 'frame.inHouse' : 'frame.vacant'), say(`common.housekeeping.${housekeeping}`)].join(' · '),
      go: () => void openRoom(number, occupied),
    }))
  const found = staysFirstToLast(coming.data?.items ?? [], gone.data?.items ?? []).slice(0, 9).map((stay): Hit => ({
    key: `stay ${stay.id}`, icon: IconListDetails,
    title: [stay.guest?.name ?? say('common.noGuest'), stay.roomNumber].filter(Boolean).join(' · '),
    detail: `${format.span(stay.arrival, stay.departure)} · ${say(`common.statuses.${stay.status}`)}`,
    go: () => openStay(stay.id),
  }))
  const people = (guests.data?.items ?? []).map((guest): Hit => ({
    key: `guest ${guest.id}`, icon: IconUser, title: guest.name,
    detail: [guest.phone ?? guest.email, say('stays.count', { count: guest.stays, shown: guest.stays })].filter(Boolean).join(' · '),
    go() {
      clearFilter()
      choose({ guest: { id: guest.id, name: guest.name } })
      navigate('/stays')
    },
  }))

  // In a room that somebody lives in one wants the stay; in a vacant one, to let it.
  async function openRoom(number: string, occupied: boolean) {
    if (!occupied) return newStay({ roomNumber: number })
    try {
      const { items } = await call(listStays, { query: { view: 'in_house', q: number } })
      const stay = items.find((one) => one.roomNumber === number)
      if (stay) openStay(stay.id)
    } catch (error) {
      tellError(error)
    }
  }

  const isNumber = /^#?\d+$/.test(text)
  const hits = [...(isNumber ? rooms : []), ...found, ...people, ...(isNumber ? [] : rooms), ...places]
  if ('nyt ophold new stay'.includes(lower) && lower.length > 1) {
    hits.unshift({ key: 'new', icon: IconCalendarPlus, title: say('frame.newStay'), detail: 'N', go: () => newStay() })
  }
  return { hits, isSettled: wanted === text && !coming.isFetching && !gone.isFetching && !guests.isFetching }
}

/** Each stay once; those that hold no room any more come last. */
function staysFirstToLast(coming: readonly Stay[], gone: readonly Stay[]): Stay[] {
  const all = [...new Map([...coming, ...gone].map((stay) => [stay.id, stay])).values()]
  const rank = ({ status }: Stay) => (status === 'checked_in' ? 0 : status === 'cancelled' || status === 'no_show' ? 2 : 1)
  return all.sort((one, other) => rank(one) - rank(other))
}
