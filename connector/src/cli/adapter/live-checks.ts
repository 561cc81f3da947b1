import { type Host, HostError, type HostRecord, withCall } from '@dispatchkit/adapters';
import type { SuiteResult } from '@dispatchkit/adapters/suite';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { inOrder } from './live-host.ts';

/** What can be asked of a host without writing to it: that it lets us in, and that lists, single records and ids agree. */
export async function runLiveChecks(host: Host, told: (result: SuiteResult) => void): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  const check = async (name: string, work: () => Promise<void>) => {
    const result = await work().then(
      (): SuiteResult => ({ check: name, ok: true }),
      (error: unknown): SuiteResult => ({
        check: name,
        ok: false,
        message: error instanceof HostError ? withCall(error) : error instanceof Error ? error.message : String(error),
      }),
    );
    results.push(result);
    told(result);
    return result.ok;
  };
  if (!(await check('signs in', () => host.signIn()))) return results;
  await check('has every mapped field', async () => {
    const { findings } = await host.probe();
    const missing = findings.filter(({ severity }) => severity === 'fault').map(({ message }) => message);
    if (missing.length > 0) throw new Error(missing.join(' '));
  });
  for (const kind of inOrder(host)) {
    let records: readonly HostRecord[] = [];
    const isListed = await check(`lists ${kind}`, async () => {
      ({ records } = await host.list(kind));
    });
    if (isListed) await check(`finds single ${kind}`, () => sameAlone(host, kind, records[0]));
    if (isListed) await check(`names ${kind} by their ids`, () => hasIds(host, kind, records));
  }
  return results;
}

async function sameAlone(host: Host, kind: HostKind, listed: HostRecord | undefined): Promise<void> {
  if (!listed) return;
  const single = await host.get(kind, listed.id);
  if (!single) throw new Error(`The list has ${listed.id}, but alone it is not found.`);
  const differing = Object.keys(listed.fields).filter(
    (field) => JSON.stringify(listed.fields[field]) !== JSON.stringify(single.fields[field]),
  );
  if (differing.length > 0) throw new Error(`In the list and alone ${listed.id} differs in ${differing.join(', ')}.`);
}

async function hasIds(host: Host, kind: HostKind, listed: readonly HostRecord[]): Promise<void> {
  const { ids, next } = await host.ids(kind);
  const lost = listed.filter(({ id }) => !ids.includes(id));
  if (next === undefined && lost.length > 0)
    throw new Error(`${lost.length} of ${listed.length} listed records are not among the ids.`);
}
