import type { Assignment, Customer, Job, Settings, Shift, Site, Technician, TimeOff } from '@dispatchkit/contract';
import { type SchedulingContext, schedulingContext } from '@dispatchkit/scheduling';
import type { Draft } from '../ports/store.ts';

export type DemoSettings = Omit<Settings, 'version' | 'updatedAt'>;

/** A week of a city's field work. Everything refers to something that is in it. */
export interface DemoWeek {
  readonly settings: DemoSettings;
  readonly technicians: readonly Draft<Technician>[];
  readonly customers: readonly Draft<Customer>[];
  readonly sites: readonly Draft<Site>[];
  readonly jobs: readonly Draft<Job>[];
  readonly assignments: readonly Draft<Assignment>[];
  readonly shifts: readonly Draft<Shift>[];
  readonly timeOff: readonly Draft<TimeOff>[];
  /** Assignments placed against the rules on purpose. */
  readonly conflicts: readonly string[];
}

/** What the rules look at. */
export type WeekRecords = Pick<DemoWeek, 'settings' | 'technicians' | 'sites' | 'jobs' | 'assignments' | 'shifts' | 'timeOff'>;

/** A context of the rules over drafts; what the store stamps is not looked at by any rule. */
export function contextOf(
  { settings, technicians, sites, jobs, assignments, shifts, timeOff }: WeekRecords,
  nowMs?: number,
): SchedulingContext {
  const stamps = { version: 1, createdAt: '2000-01-01T00:00:00Z', updatedAt: '2000-01-01T00:00:00Z' };
  const stamped = <T extends object>(records: readonly T[]) => records.map((record) => ({ ...record, ...stamps }));
  return schedulingContext({
    settings,
    technicians: stamped(technicians),
    sites: stamped(sites),
    jobs: stamped(jobs),
    assignments: stamped(assignments),
    shifts: stamped(shifts),
    timeOff: stamped(timeOff),
    nowMs,
  });
}
