import type { HostLimits, HostStanding } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { jobStatuses, priorities } from '@dispatchkit/contract/words';
import { isDerived } from './derived.ts';
import { type Mirror, mappedFields } from './mirrors.ts';

/** What `outgoing` would refuse of a change, for who wants to know before. */
export function limitsOf(mirror: Mirror): Pick<HostStanding, 'limits'> {
  const limits = mirror.kinds.flatMap((kind) => {
    const found = limitsOfKind(mirror, kind);
    return isAnything(found) ? [[kind, found] as const] : [];
  });
  return limits.length === 0 ? {} : { limits: Object.fromEntries(limits) };
}

function limitsOfKind(mirror: Mirror, kind: HostKind): HostLimits {
  const can = mirror.host.capabilities(kind);
  const readOnly: string[] = [];
  const words: HostLimits['words'] = {};
  for (const name of mappedFields(mirror, kind)) {
    const ours = ourWords[`${kind}.${name}`];
    if (!ours && isDerived(kind, name, undefined)) continue;
    const told = can.update && can.writable.includes(name) ? (can.words[name] ?? ours) : [];
    const left = ours?.filter((word) => told?.includes(word) || isDerived(kind, name, word)) ?? told;
    if (left?.length === 0) readOnly.push(name);
    else if (left && left.length !== ours?.length) words[name] = [...left];
  }
  return { cannot: (['create', 'update', 'delete'] as const).filter((operation) => !can[operation]), readOnly, words };
}

/** Fields that have words of ours alone. */
const ourWords: Readonly<Record<string, readonly string[]>> = { 'jobs.status': jobStatuses, 'jobs.priority': priorities };

function isAnything({ cannot, readOnly, words }: HostLimits): boolean {
  return cannot.length + readOnly.length + Object.keys(words).length > 0;
}
