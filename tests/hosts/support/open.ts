import { setTimeout as wait } from 'node:timers/promises';
import type { Host, HostRecord, HostSurroundings } from '@dispatchkit/adapters';

/** What an opened host needs, on this machine. */
export function surroundings(settings: HostSurroundings['settings']): HostSurroundings {
  return {
    fetch: (request) => fetch(request),
    settings,
    nowMs: () => Date.now(),
    wait: async (milliseconds, signal) => {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    },
  };
}

/** All records of a kind, over all pages. */
export async function everyRecord(host: Host, kind: HostRecord['kind']): Promise<HostRecord[]> {
  const records: HostRecord[] = [];
  let page: string | undefined;
  do {
    const found = await host.list(kind, page === undefined ? {} : { page });
    records.push(...found.records);
    page = found.next;
  } while (page !== undefined);
  return records;
}
