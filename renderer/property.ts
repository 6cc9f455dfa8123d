import { getProperty, type Property } from '../shared/contract/settings.ts'
import { useCall } from './query.ts'

/** What is known of the property before anybody signs in. */
export function useProperty(): Property | undefined {
  return useCall(getProperty).data
}
