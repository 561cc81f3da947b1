import type { Clock } from '../../src/ports/clock.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Log } from '../../src/ports/log.ts';

/** What a program of the first release offers, as far as it is used here. Kept apart from today's types: those go on changing. */
export interface ReleasedProgram {
  openNativeDatabase(options: { url: string }): unknown;
  openLibsqlStore(database: unknown, options: { clock: Clock; log: Log }): Promise<ReleasedStore>;
  createServices(options: { store: ReleasedStore; clock: Clock; ids: Ids; log: Log }): ReleasedServices;
  systemActor(tenant: string): object;
}

export interface ReleasedStore {
  read(tenant: string): {
    tail(after: number, limit: number): Promise<{ seq: number; type: string; jobId: string | null }[]>;
    get(kind: string, id: string): Promise<{ id: string; version: number } | undefined>;
  };
  close(): Promise<void>;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

export interface ReleasedServices {
  createTechnician(actor: object, technician: object): Promise<Made>;
  createCustomer(actor: object, customer: object): Promise<Made>;
  createSite(actor: object, site: object): Promise<Made>;
  createShift(actor: object, shift: object): Promise<Made>;
  createJob(actor: object, job: object): Promise<Made>;
  assignJob(actor: object, assignment: object): Promise<object>;
  transitionJob(actor: object, jobId: string, command: object, version: number | null): Promise<object>;
  snapshot(actor: object, options: object): Promise<{ seq: number; jobs: object[]; technicians: object[] }>;
  listJobs(actor: object, options: object): Promise<{ items: { id: string }[] }>;
}
