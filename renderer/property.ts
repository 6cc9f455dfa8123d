import { getProperty, type Property } from '../shared/contract/settings.ts'
import { useCall } from './query.ts'
import { useConnection } from './state/connection.ts'

/** What everybody may know of the property, also before signing in; undefined until it is read for the first time. */
export function useProperty(): Property | undefined {
  return useCall(getProperty, {}).data
}

/**
 * Keeps it fresh, once for all screens: the business date turns at midnight without anybody changing
 * anything, and while nobody is signed in this is what notices that the desk is back.
 */
export function useFreshProperty(): void {
  const online = useConnection((connection) => connection.online)
  useCall(getProperty, {}, { refetchInterval: online ? 60_000 : 1_500, refetchIntervalInBackground: false })
}
