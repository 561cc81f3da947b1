import type { Change } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFields } from '../../ports/hosts.ts';
import { isDerived } from './derived.ts';
import { refusedBy } from './failures.ts';
import { type Mirror, type Mirrors, mappedFields } from './mirrors.ts';
import { isSame } from './same.ts';

/** A change that the host has to be told. */
export interface Outgoing {
  readonly mirror: Mirror;
  readonly kind: HostKind;
  /** Ours. */
  readonly id: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** Ours: what is new, or all there is of a new record. Empty of a deletion. */
  readonly fields: HostFields;
}

/**
 * What of some changes belongs to hosts, in the order it has to be told: what is referred to comes first.
 * @throws ProblemError `host_refused` for what the host can never take
 */
export function outgoing(mirrors: Mirrors, tenant: string, changes: readonly Change[]): Outgoing[] {
  const told = changes.flatMap((change) => {
    const mirror = mirrors.mirrorOf(tenant, change.kind);
    const kind = mirror?.kinds.find((each) => each === change.kind);
    return mirror && kind ? (outgoingOf(mirror, kind, change) ?? []) : [];
  });
  const placeOf = ({ mirror, kind, operation }: Outgoing) =>
    operation === 'delete' ? 100 - mirror.kinds.indexOf(kind) : mirror.kinds.indexOf(kind);
  return told.sort((a, b) => placeOf(a) - placeOf(b));
}

function outgoingOf(mirror: Mirror, kind: HostKind, { id, record, previous }: Change): Outgoing | undefined {
  const can = mirror.host.capabilities(kind);
  const { title } = mirror.manifest;
  if (record === null) {
    if (!can.delete) throw refusedBy(mirror, `${title} does not let ${kind} be deleted from here.`);
    return { mirror, kind, id, operation: 'delete', fields: {} };
  }
  const operation = previous === undefined ? 'create' : 'update';
  if (operation === 'create' && !can.create) throw refusedBy(mirror, `${title} takes no new ${kind} from here.`);
  const before = { ...record, ...previous };
  const fields: Record<string, unknown> = {};
  for (const name of mappedFields(mirror, kind)) {
    const value = valueAt(record, name);
    if (operation === 'create' ? isNothing(value) : isSame(value, valueAt(before, name))) continue;
    const words = can.words[name];
    const isTold = can.update || operation === 'create';
    const isKnown = isTold && can.writable.includes(name) && (words === undefined || words.includes(String(value)));
    if (isKnown) fields[name] = value;
    // What we work out by ourselves the host need not know; what somebody has said it must.
    else if (operation === 'update' && !isDerived(kind, name, value)) {
      const what =
        can.writable.includes(name) && isTold ? `has no word for ${String(value)}` : 'does not let it be changed from here';
      throw refusedBy(mirror, `${name} belongs to ${title}, which ${what}.`, { pointer: `/${name.replaceAll('.', '/')}` });
    }
  }
  if (operation === 'update' && Object.keys(fields).length === 0) return undefined;
  return { mirror, kind, id, operation, fields };
}

function valueAt(record: object, name: string): unknown {
  return (
    name
      .split('.')
      .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), record) ?? null
  );
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
