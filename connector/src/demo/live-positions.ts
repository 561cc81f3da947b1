import type { Assignment, Technician } from '@dispatchkit/contract';
import type { Draft } from '../ports/store.ts';
import { along, bearing } from './geometry.ts';
import { liveAt, technicianStatus } from './progress.ts';
import type { Random } from './random.ts';
import type { WeekRecords } from './week.ts';

const minuteMs = 60_000;

/** Who is on shift has a position: at the site, on the way, or where they last were. */
export function livePositions(
  { technicians, sites, jobs, assignments, shifts, timeOff }: WeekRecords,
  nowMs: number,
  random: Random,
): Draft<Technician>[] {
  const siteOf = new Map(jobs.map((job) => [job.id, job.siteId]));
  const positions = new Map(sites.map((site) => [site.id, site.position]));
  const isNow = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
    Date.parse(startsAt) <= nowMs && Date.parse(endsAt) > nowMs;
  return technicians.map((technician) => {
    const isOwn = ({ technicianId }: { technicianId: string }) => technicianId === technician.id;
    const shift = shifts.find((candidate) => isOwn(candidate) && isNow(candidate));
    const isAway = timeOff.some((away) => isOwn(away) && isNow(away));
    const own = assignments.filter(isOwn).sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    const breaks =
      shift?.breaks.map(({ startsAt, endsAt }) => ({ startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) })) ?? [];
    const status = technicianStatus(
      own.map((assignment) => assignment.status),
      shift && { breaks },
      isAway,
      nowMs,
    );
    if (status === 'off_duty') return { ...technician, status };
    const at = (assignment: Draft<Assignment> | undefined) =>
      (assignment && positions.get(siteOf.get(assignment.jobId) ?? '')) || technician.home;
    const active = own.find((assignment) => ['en_route', 'on_site', 'in_progress'].includes(assignment.status));
    const done = own
      .filter((assignment) => assignment.status === 'completed' && shift && assignment.startsAt >= shift.startsAt)
      .at(-1);
    const [from, to] = [at(done), at(active ?? done)];
    if (!from || !to) return { ...technician, status };
    if (active?.status !== 'en_route') return { ...technician, status, position: liveAt(to, null, nowMs, random) };
    const departMs = Date.parse(active.enRouteAt ?? active.startsAt);
    const share = Math.min(0.95, Math.max(0.05, (nowMs - departMs) / Math.max(minuteMs, Date.parse(active.startsAt) - departMs)));
    return { ...technician, status, position: liveAt(along(from, to, share), bearing(from, to), nowMs, random) };
  });
}
