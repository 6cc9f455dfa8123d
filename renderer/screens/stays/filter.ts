import { create } from 'zustand'
import type { QueryOf } from '../../../shared/contract/route.ts'
import type { listStays } from '../../../shared/contract/stays.ts'

type Query = QueryOf<typeof listStays>

export interface StaysFilter {
  view: NonNullable<Query['view']>
  q: string
  status: Query['status'] | null
  category: string | null
  /** The stays of one guest, where search led here. */
  guest: { id: number, name: string } | null
  from: string | null
  to: string | null
  sort: NonNullable<Query['sort']>
  direction: 'asc' | 'desc'
  page: number
  limit: number
}

const NOTHING: StaysFilter = {
  view: 'all', q: '', status: null, category: null, guest: null, from: null, to: null,
  // What was booked last is what one looks for most.
  sort: 'created', direction: 'desc', page: 1, limit: 25,
}

/** What the list of stays shows; kept while other screens are open. */
export const useStaysFilter = create<StaysFilter>()(() => NOTHING)

/** Whatever is chosen, the first page of it comes first. */
export function choose(change: Partial<StaysFilter>): void {
  useStaysFilter.setState({ page: 1, ...change })
}

export function clearFilter(): void {
  const { sort, direction, limit } = useStaysFilter.getState()
  useStaysFilter.setState({ ...NOTHING, sort, direction, limit })
}

export function isFiltered(filter: StaysFilter): boolean {
  return filter.view !== 'all' || filter.q.trim() !== '' || filter.status !== null || filter.category !== null
    || filter.guest !== null || filter.from !== null || filter.to !== null
}

/** The filter as the API asks for it, without paging: for the list and for the export alike. */
export function toQuery({ view, q, status, category, guest, from, to, sort, direction }: StaysFilter): Omit<Query, 'page' | 'limit'> {
  return {
    view: view === 'all' ? undefined : view,
    q: q.trim() || undefined,
    status: status ?? undefined,
    category: category ?? undefined,
    guestId: guest?.id,
    from: from ?? undefined,
    to: to ?? undefined,
    sort, direction,
  }
}
