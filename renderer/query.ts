import { QueryClient, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import type { AnswerOf, Route } from '../shared/contract/route.ts'
import { ApiError, call, type CallInput, type OfflineError } from './client.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The change feed says when something is out of date; time alone does not.
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      // The browser may think itself offline while the desk is on the same machine.
      networkMode: 'always',
      retry: (failures, error) => !(error instanceof ApiError) && failures < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

type CallError = ApiError | OfflineError

interface Options<R> {
  enabled?: boolean
  /** Keeps showing the last answer while another input is asked for: no flicker in lists. */
  keepPrevious?: boolean
  staleTime?: number
  select?: (answer: AnswerOf<R>) => AnswerOf<R>
}

/** Asks an operation of the contract and keeps the answer fresh. */
export function useCall<R extends Route>(route: R, input: CallInput<R> = {}, options: Options<R> = {}): UseQueryResult<AnswerOf<R>, CallError> {
  const { keepPrevious, ...rest } = options
  return useQuery<AnswerOf<R>, CallError>({
    queryKey: queryKey(route, input),
    queryFn: () => call(route, input),
    ...(keepPrevious ? { placeholderData: (previous: AnswerOf<R> | undefined) => previous as never } : {}),
    ...rest as object,
  })
}

/** The key of an operation's answers; without an input, of all of them. */
export function queryKey<R extends Route>(route: R, input?: CallInput<R>): readonly unknown[] {
  return input === undefined ? [route.path] : [route.path, input]
}

/** Runs a change; afterwards whatever it may have touched is asked for again. */
export function useChange<R extends Route>(route: R): UseMutationResult<AnswerOf<R>, CallError, CallInput<R>> {
  return useMutation<AnswerOf<R>, CallError, CallInput<R>>({
    mutationFn: (input) => call(route, input),
    onSettled: () => void refresh(),
  })
}

/** Asks again for all that is on the screen. */
export function refresh(): Promise<void> {
  return queryClient.invalidateQueries()
}
