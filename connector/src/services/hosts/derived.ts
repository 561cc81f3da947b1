import type { HostKind } from '@dispatchkit/contract/manifest';
import { explicitJobStatuses } from '@dispatchkit/contract/words';

/** What we work out by ourselves, of which the host need not know. */
const derived: Readonly<Partial<Record<HostKind, readonly string[]>>> = {
  jobs: ['completedAt', 'number', 'statusReason'],
  technicians: ['status', 'position'],
  assignments: ['status', 'releasedAt', 'enRouteAt', 'arrivedAt', 'startedAt', 'completedAt', 'overridden', 'lock'],
};

/** Whether it is kept here where the host cannot be told. */
export function isDerived(kind: HostKind, name: string, value: unknown): boolean {
  if (kind === 'jobs' && name === 'status') return !explicitJobStatuses.some((word) => word === value);
  return derived[kind]?.includes(name.split('.')[0] ?? name) ?? false;
}
