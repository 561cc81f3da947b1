import type { Event } from '@dispatchkit/contract';

/** Whether tokens or API keys may count for less, or for more, since the event. */
export function changesCredentials({ type }: Pick<Event, 'type'>): boolean {
  return type === 'tokens.revoked' || type.startsWith('api_key.');
}
