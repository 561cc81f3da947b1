import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import type { Mirrors } from './mirrors.ts';

/** What speaking to hosts needs of the connector. The store is the one whose writes stay here. */
export interface HostSurroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** What the connector gives use cases, where tenants have hosts. */
export interface HostOptions {
  readonly mirrors: Mirrors;
  /** Background work of the tenant is looked at now. */
  readonly wake: (tenant: string) => void;
  readonly timers: Timers;
}
