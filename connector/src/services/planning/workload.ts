import type { Workload } from '@dispatchkit/contract';
import { addDays, workload as dayLoad, dayOf, dayRange, schedulingContext } from '@dispatchkit/scheduling';
import type { ActorContext } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import { malformedQuery } from '../errors.ts';
import { getVisible } from '../read-records.ts';
import type { ServiceOptions } from '../service-options.ts';

export interface WorkloadOptions {
  /** Instants. Every day of the technician's zone that they touch is told. At most 62 days. */
  readonly from: string;
  readonly to: string;
}

const maxDays = 62;

export async function workload(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  technicianId: string,
  { from, to }: WorkloadOptions,
): Promise<Workload> {
  if (Date.parse(to) <= Date.parse(from)) throw malformedQuery('to', 'to must be after from.');
  const reader = store.read(actor.tenant);
  const technician = await getVisible(reader, actor, 'technicians', definitions.technicians, technicianId);
  const settings = await reader.settings();
  const timeZone = technician.timeZone ?? settings.timeZone;
  const days = daysTouched(Date.parse(from), Date.parse(to), timeZone);

  const records = await reader.schedulingRecords([], [technicianId], {
    from: new Date(dayRange(days[0] ?? '', timeZone).startMs).toISOString(),
    to: new Date(dayRange(days.at(-1) ?? '', timeZone).endMs).toISOString(),
  });
  const context = schedulingContext({ ...records, settings, nowMs: clock.now() });
  return {
    technicianId,
    timeZone,
    days: days.map((day) => {
      const { ratio, nextFreeAtMs, ...load } = dayLoad(technicianId, dayRange(day, timeZone), context);
      const nextFreeAt = nextFreeAtMs === null ? null : new Date(nextFreeAtMs).toISOString();
      return { day, ...load, utilization: ratio, nextFreeAt };
    }),
  };
}

function daysTouched(startMs: number, endMs: number, timeZone: string): string[] {
  const last = dayOf(endMs - 1, timeZone);
  const days: string[] = [];
  for (let day = dayOf(startMs, timeZone); day <= last; day = addDays(day, 1)) {
    days.push(day);
    if (days.length > maxDays) throw malformedQuery('to', `The interval may touch ${maxDays} days at most.`);
  }
  return days;
}
