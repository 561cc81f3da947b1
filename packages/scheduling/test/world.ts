import type { Assignment, Dependency, Job, Shift, Site, Technician, TimeOff } from '@dispatchkit/contract';
import { type SchedulingContext, type SchedulingRecords, schedulingContext } from '../src/context.ts';
import { wallToInstant } from '../src/time.ts';
import { aJob, aShift, aSite, aTechnician } from './records.ts';

export const timeZone = 'America/Los_Angeles';
export const day = '2026-11-20';
/** 60 km/h without detours: a kilometre is a minute. */
export const settings = { timeZone, detourFactor: 1, travelSpeedKmh: 60 };

/** A place so many kilometres north of the technician's home. */
export function north(kilometers: number): { latitude: number; longitude: number } {
  return { latitude: 37.77 + kilometers / 111.1951, longitude: -122.42 };
}

/** Wall time on the day of the tests (or another) as an instant. */
export function at(time: string, onDay = day, zone = timeZone): string {
  return new Date(wallToInstant(`${onDay}T${time}`, zone) ?? Number.NaN).toISOString();
}

interface World {
  jobs?: Job[];
  sites?: Site[];
  technicians?: Technician[];
  assignments?: Assignment[];
  shifts?: Shift[];
  timeOff?: TimeOff[];
  dependencies?: Dependency[];
}

/** One technician (`t1`, at home at `s1`, on shift 08:00–17:00) and one job (`j1`) there, unless said otherwise. */
export function world(fields: World & Partial<Pick<SchedulingRecords, 'settings' | 'nowMs' | 'travel'>> = {}): SchedulingContext {
  return schedulingContext({
    settings,
    jobs: [aJob()],
    sites: [aSite({ position: north(0) })],
    technicians: [aTechnician({ home: north(0) })],
    assignments: [],
    shifts: [aShift({ startsAt: at('08:00'), endsAt: at('17:00') })],
    timeOff: [],
    ...fields,
  });
}
