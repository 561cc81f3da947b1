import { systemTimers } from '../../ports/timers.ts';
import { Mirrors } from './mirrors.ts';
import type { HostOptions } from './options.ts';

/** Every record is our own. */
export const noHosts: HostOptions = {
  mirrors: new Mirrors([], () => {
    throw new Error('There is no host to open.');
  }),
  wake: () => {},
  timers: systemTimers,
};
