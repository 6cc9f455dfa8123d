import {
  keepPreviousData, MutationCache, QueryClient, useMutation, useQuery,
  type UseMutationOptions, type UseMutationResult, type UseQueryOptions, type UseQueryResult,
} from '@tanstack/react-query'
import type { AnswerOf, Route } from '../shared/contract/route.ts'
import { call, type InputOf } from './client.ts'
import { pollNow } from './live.ts'
import { tellError } from './tell.ts'

export const queryClient = new QueryClient({
  mutationCache: new MutationCache({
    onError(error, _variables, _result, mutation) {
      if (mutation.meta?.quiet !== true) tellError(error)
    },
  }),
  defaultOptions: {
    queries: {
      // Live changes say when something is stale; nothing is asked again for the passing of time.
      staleTime: Infinity,
      gcTime: 10 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // The desk may be this very machine: what the network card says is no reason to wait.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

type CallOptions<R> = Omit<UseQueryOptions<AnswerOf<R>, Error, AnswerOf<R>>, 'queryKey' | 'queryFn' | 'placeholderData'> & {
  /** Goes on showing the last answer while another input is asked for: lists do not flicker. */
  keepPrevious?: boolean
}

/** The answer of a GET, kept fresh by live changes. Its key is `[route.path, input]`. */
export function useCall<R extends Route>(route: R, input: InputOf<R>, options: CallOptions<R> = {}): UseQueryResult<AnswerOf<R>, Error> {
  const { keepPrevious = false, ...rest } = options
  const query: UseQueryOptions<AnswerOf<R>, Error, AnswerOf<R>> = {
    queryKey: [route.path, input], queryFn: () => call(route, input), ...rest,
  }
  return useQuery(keepPrevious ? { ...query, placeholderData: keepPreviousData as never } : query)
}

type ChangeOptions<R> = Omit<UseMutationOptions<AnswerOf<R>, Error, InputOf<R>>, 'mutationFn' | 'meta'> & {
  /** True where the caller shows the error itself, at its fields; else a notification tells it. */
  quiet?: boolean
}

/** A change: afterwards whatever it touched is read again, before other desks even ask. */
export function useChange<R extends Route>(route: R, options: ChangeOptions<R> = {}): UseMutationResult<AnswerOf<R>, Error, InputOf<R>> {
  const { quiet = false, onSuccess, ...rest } = options
  return useMutation<AnswerOf<R>, Error, InputOf<R>>({
    ...rest,
    meta: { quiet },
    mutationFn: (input) => call(route, input),
    onSuccess(...told) {
      pollNow()
      return onSuccess?.(...told)
    },
  })
}

/** Asks again for all that is on the screen. */
export function refresh(): Promise<void> {
  return queryClient.invalidateQueries()
}
