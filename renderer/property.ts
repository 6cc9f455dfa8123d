import { getProperty, type Property } from '../shared/contract/settings.ts'
import { useCall } from './query.ts'

/** What everybody may know of the property, also before signing in; undefined until it is read for the first time. */
export function useProperty(): Property | undefined {
  // The business date turns at midnight without anybody changing anything.
  return useCall(getProperty, {}, { refetchInterval: 60_000 }).data
}
