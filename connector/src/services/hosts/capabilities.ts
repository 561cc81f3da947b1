import type { HostKind } from '@dispatchkit/contract/manifest';
import type { Action, Capabilities } from '@dispatchkit/contract/words';
import type { Mirrors } from './mirrors.ts';

/**
 * What of somebody's rights is left where records are a host's, which cannot do everything. How far a right goes that is left, the limits
 * in the standing of the host say. That to move jobs along is always left: what follows from assignments is kept here.
 */
export function withoutRefused(capabilities: Capabilities, mirrors: Mirrors | undefined, tenant: string): Capabilities {
  const left: Capabilities = { ...capabilities };
  for (const mirror of mirrors?.of(tenant) ?? []) {
    for (const kind of mirror.kinds) {
      const can = mirror.host.capabilities(kind);
      for (const action of writeActions[kind]) {
        const needed = needs[action] ?? ['create', 'update', 'delete'];
        if (!needed.some((operation) => can[operation])) delete left[action];
      }
    }
  }
  return left;
}

const writeActions: Readonly<Record<HostKind, readonly Action[]>> = {
  jobs: ['jobs:write', 'jobs:import', 'jobs:delete'],
  assignments: ['assignments:write', 'assignments:override'],
  technicians: ['technicians:write'],
  customers: ['customers:write'],
  sites: ['sites:write'],
  shifts: ['shifts:write'],
  timeOff: ['time_off:write'],
  equipment: ['equipment:write'],
  crews: ['crews:write'],
};

/** What one of must be possible; of other actions anything at all. */
const needs: Readonly<Partial<Record<Action, readonly ('create' | 'update' | 'delete')[]>>> = {
  'jobs:write': ['create', 'update'],
  'jobs:import': ['create'],
  'jobs:delete': ['delete'],
};
