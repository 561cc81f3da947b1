import type { AdapterStatus } from '@dispatchkit/contract';

/** How a host is doing, for people: one line for each kind that is its, then its messages, and what somebody should see to. */
export function statusLines({ resources, hookPath, lastHookAt, warnings }: AdapterStatus): string[] {
  const kinds = resources.flatMap(({ kind, mode, phase, records, unmapped, rejected, lastSuccessAt, lastError }) => {
    if (mode === 'own') return [];
    const counts = mode === 'mirror' ? `: ${records} records, ${unmapped} with unmapped words, ${rejected} not taken` : '';
    const fault = lastError === null ? '' : `; ${lastError}`;
    return [`${kind} (${mode}, ${phase})${counts}; last heard of ${lastSuccessAt ?? 'never'}${fault}`];
  });
  const messages = hookPath === null ? [] : [`messages of the host to ${hookPath}; the last one came ${lastHookAt ?? 'never'}`];
  return [...kinds, ...messages, ...warnings.map((warning) => `warning: ${warning}`)];
}
