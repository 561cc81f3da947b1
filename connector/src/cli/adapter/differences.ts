import type { HostKind } from '@dispatchkit/contract/manifest';
import { isSame } from '../../services/hosts/same.ts';
import type { ConfiguredHost } from './configured-host.ts';

export interface Differences {
  readonly kind: HostKind;
  /** Records the host has now. */
  readonly atHost: number;
  readonly same: number;
  readonly differing: readonly { readonly id: string; readonly fields: readonly string[] }[];
  /** Ids of the host that are not known here. */
  readonly missingHere: readonly string[];
  /** Ids that are known here, and that the host has no more. */
  readonly goneAtHost: readonly string[];
}

const idsAtOnce = 1_000;

/** Reads everything of a kind from the host, and compares it with what was last heard of it. Changes nothing. */
export async function differencesOf({ store, mirror }: ConfiguredHost, kind: HostKind): Promise<Differences> {
  const differing: { id: string; fields: string[] }[] = [];
  const missingHere: string[] = [];
  const met = new Set<string>();
  let same = 0;
  let page: string | undefined;
  do {
    const { records, next } = await mirror.host.list(kind, page === undefined ? {} : { page });
    const facts = await store.hosts.factsOf(
      mirror.tenant,
      mirror.name,
      kind,
      records.map(({ id }) => id),
    );
    const known = new Map(facts.map((fact) => [fact.hostId, fact]));
    for (const { id, fields } of records) {
      met.add(id);
      const fact = known.get(id);
      const names = fact ? Object.keys(fields).filter((name) => !isSame(fields[name], fact.fields[name])) : [];
      if (!fact) missingHere.push(id);
      else if (names.length > 0) differing.push({ id, fields: names });
      else same++;
    }
    page = next;
  } while (page !== undefined);
  return { kind, atHost: met.size, same, differing, missingHere, goneAtHost: await goneOf({ store, mirror }, kind, met) };
}

async function goneOf(
  { store, mirror }: Pick<ConfiguredHost, 'store' | 'mirror'>,
  kind: HostKind,
  met: ReadonlySet<string>,
): Promise<string[]> {
  const gone: string[] = [];
  let after = '';
  for (;;) {
    const ids = await store.hosts.hostIds(mirror.tenant, mirror.name, kind, after, idsAtOnce);
    gone.push(...ids.filter((id) => !met.has(id)));
    if (ids.length < idsAtOnce) return gone;
    after = ids.at(-1) ?? after;
  }
}
