import type { HostKind } from '@dispatchkit/contract/manifest';
import type { Action, Capabilities } from '@dispatchkit/contract/words';
import type { Mirrors } from './mirrors.ts';

/** What of somebody's rights is left where records are a host's, which cannot do everything. */
export function withoutRefused(capabilities: Capabilities, mirrors: Mirrors | undefined, tenant: string): Capabilities {
  const left: Capabilities = { ...capabilities };
  for (const mirror of mirrors?.of(tenant) ?? []) {
    for (const kind of mirror.kinds) {
      const { create, update, delete: canDelete } = mirror.host.capabilities(kind);
      if (!create && !update) delete left[writeActions[kind]];
      if (kind === 'jobs' && !canDelete) delete left['jobs:delete'];
    }
  }
  return left;
}

const writeActions: Readonly<Record<HostKind, Action>> = {
  jobs: 'jobs:write',
  assignments: 'assignments:write',
  technicians: 'technicians:write',
  customers: 'customers:write',
  sites: 'sites:write',
  shifts: 'shifts:write',
  timeOff: 'time_off:write',
  equipment: 'equipment:write',
  crews: 'crews:write',
};
