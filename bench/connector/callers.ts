import { assignCall, type Call, fixesCall, listCall, snapshotCall } from './requests.ts';
import type { BenchTenant } from './seed.ts';

/** Somebody, or several, who ask again and again. */
export interface Caller {
  readonly name: string;
  readonly tenant: BenchTenant;
  readonly role: 'dispatcher' | 'admin';
  readonly count: number;
  /** A new question so often on average, milliseconds; later when the answer takes longer. */
  readonly everyMs: number;
  readonly expectedStatus: number;
  readonly call: (index: number) => Call;
  /** The slowest twentieth may take so long, milliseconds. */
  readonly maxP95?: number;
}

/** 40 assignments, 80 lists, 2 snapshots and 2,000 fixes a second. */
export const callers: readonly Caller[] = [
  {
    ...{ name: 'assign a job', tenant: 'office', role: 'dispatcher', count: 4, everyMs: 100, expectedStatus: 201, maxP95: 20 },
    call: (index) => assignCall(3_000 + index),
  },
  {
    ...{ name: 'list 50 of 10,000 jobs', tenant: 'office', role: 'dispatcher', count: 4, everyMs: 50, expectedStatus: 200 },
    call: () => listCall,
  },
  {
    ...{ name: 'snapshot', tenant: 'board', role: 'dispatcher', count: 1, everyMs: 500, expectedStatus: 200, maxP95: 60 },
    call: () => snapshotCall,
  },
  {
    ...{ name: 'batch of 200 fixes', tenant: 'fleet', role: 'admin', count: 1, everyMs: 100, expectedStatus: 202 },
    call: (index) => fixesCall(index, 200),
  },
];

/** The process they ask from. */
export const callingFile = new URL('./calling.ts', import.meta.url);

/** What that is asked: to go through the morning. Answers the milliseconds of each call, by caller. */
export interface CallingAsk {
  readonly port: number;
  /** By caller. */
  readonly tokens: readonly string[];
}
