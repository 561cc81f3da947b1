import type { Command } from '@dispatchkit/client';
import { indexesOf } from '@dispatchkit/client';
import type { Assignment, Job } from '@dispatchkit/contract';
import { isOpen, type JobStatus, jobStatuses, jobStatusMoves, type Method } from '@dispatchkit/contract/words';
import type { Missing } from '@dispatchkit/scheduling';
import { shared } from '../messages.ts';
import { type Performer, perform, toastDone, undo } from '../perform.ts';
import { asOne, takeOff } from '../placing/placements.ts';
import type { MenuEntry, MenuItem } from '../popup.ts';
import { toast } from '../toast.ts';
import { assignCommands, type Candidate, candidatesFor, canPlace, isNotBegun, movableAssignment } from './candidates.ts';
import { jobMenuMessages } from './messages.ts';
import { askReason } from './reason-dialog.ts';

/** What a menu of jobs needs to know. The widget must list `jobMenuMessages` among its `messageSets`. */
export interface JobMenuOptions {
  readonly by: Performer;
  /** The jobs the menu speaks of, first the one it was opened on. */
  readonly jobs: readonly Job[];
  /** Day technicians are looked for, `YYYY-MM-DD` in the tenant's zone. */
  readonly day: string;
  /** Left out, there is no entry to open details. */
  readonly open?: (jobId: string) => void;
}

const qualifiedAtMost = 6;
const othersAtMost = 3;
/** As many as the connector takes in one go. */
const jobsAtMost = 200;
const method: Method = 'menu';

/**
 * The menu that right click, long press, the menu key and Shift+F10 open on jobs, the same in every widget: assign to the best
 * technicians of the day, move along the statuses, hold, cancel, take off the schedule. What is not allowed, or not possible at the
 * host system of the jobs, is left out.
 */
export function jobMenu(options: JobMenuOptions): MenuEntry[] {
  const { by, jobs, open } = options;
  const [first] = jobs;
  if (!first) return [];
  const groups: MenuEntry[][] = [];
  if (open && jobs.length === 1) groups.push([{ label: say(by, 'open'), hint: say(by, 'enterKey'), run: () => open(first.id) }]);
  if (jobs.length > jobsAtMost) return [by.localizer.text(jobMenuMessages, 'tooMany', { count: jobsAtMost })];
  groups.push(assignEntries(options), statusEntries(options), endEntries(options));
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : [null, ...group]));
}

/** Takes jobs off the schedule: every assignment nobody has begun. Resolves with whether it stands. */
export async function unassignJobs(by: Performer, jobs: readonly Job[], how: Method): Promise<boolean> {
  if (jobs.length > jobsAtMost) {
    toast(by.host, by.localizer.text(jobMenuMessages, 'tooMany', { count: jobsAtMost }), undefined, 'alert');
    return false;
  }
  const assignments = jobs.flatMap((job) => waitingOf(by, job));
  if (assignments.length === 0 || !by.source.can('assignments:write')) return false;
  const [first] = jobs;
  const done =
    jobs.length === 1 && first
      ? by.localizer.text(shared, 'unassigned', { job: nameOf(by, first) })
      : by.localizer.text(jobMenuMessages, 'unassignedMany', { count: jobs.length });
  return perform(by, takeOff(assignments), how, done);
}

function assignEntries({ by, jobs, day }: JobMenuOptions): MenuEntry[] {
  const placeable = jobs.filter((job) => isPlaceable(by, job));
  if (placeable.length < jobs.length) return [];
  const candidates = candidatesFor(by.source, placeable, day);
  const qualified = candidates.filter(({ missing }) => missing.length === 0).slice(0, qualifiedAtMost);
  const others = candidates.filter(({ missing }) => missing.length > 0).slice(0, othersAtMost);
  const entry = (candidate: Candidate) => assignEntry(by, placeable, candidate, day);
  return [
    ...(qualified.length > 0 ? [say(by, 'assignTo'), ...qualified.map(entry)] : []),
    ...(others.length > 0 ? [say(by, 'lacking'), ...others.map(entry)] : []),
  ];
}

function assignEntry(
  by: Performer,
  jobs: readonly Job[],
  { technician, missing, slot, isWorking }: Candidate,
  day: string,
): MenuItem {
  const { localizer } = by;
  const free = slot ? localizer.text(jobMenuMessages, 'free', { time: localizer.time(slot.startMs) }) : say(by, 'noTime');
  return {
    label: technician.name,
    hint: missing.length > 0 ? missing.map((one) => missingText(by, one)).join(', ') : free,
    disabled: !isWorking,
    run: () => void assign(by, jobs, technician.id, day),
  };
}

async function assign(by: Performer, jobs: readonly Job[], technicianId: string, day: string): Promise<void> {
  const { localizer, source } = by;
  const commands = assignCommands(source, jobs, technicianId, day);
  const [first] = commands;
  const technician = source.tables.technicians.get(technicianId)?.name ?? '';
  if (!first) return toast(by.host, localizer.text(jobMenuMessages, 'dayFull', { technician }), undefined, 'alert');
  const startsAt = first.type !== 'unassign' && first.startsAt ? Date.parse(first.startsAt) : source.now();
  const done =
    commands.length === 1 && jobs[0]
      ? localizer.text(shared, 'assignedTo', { job: nameOf(by, jobs[0]), technician, time: localizer.time(startsAt) })
      : localizer.text(shared, 'assignedMany', { count: commands.length, technician });
  await perform(by, asOne(commands), method, done);
}

function statusEntries({ by, jobs }: JobMenuOptions): MenuEntry[] {
  const moves = jobs.map((job) => movesOf(by, job));
  const common = jobStatuses.filter((to) => moves.every((each) => each.includes(to)));
  const items = common.map((to): MenuItem => ({ label: statusWord(by, to), status: to, run: () => void moveAll(by, jobs, to) }));
  return items.length > 0 ? [say(by, 'moveTo'), ...items] : [];
}

function endEntries({ by, jobs }: JobMenuOptions): MenuEntry[] {
  const entries: MenuEntry[] = [];
  const canAll = (to: JobStatus) => jobs.every((job) => canMoveTo(by, job, to));
  if (canAll('on_hold')) entries.push({ label: say(by, 'hold'), run: () => void moveWithReason(by, jobs, 'on_hold') });
  if (canAll('cancelled'))
    entries.push({ label: say(by, 'cancelJob'), danger: true, run: () => void moveWithReason(by, jobs, 'cancelled') });
  const waiting = jobs.map((job) => waitingOf(by, job));
  if (waiting.every(({ length }) => length > 0) && by.source.can(takeOff(waiting.flat()))) {
    entries.push({ label: say(by, 'unassign'), hint: say(by, 'deleteKey'), run: () => void unassignJobs(by, jobs, method) });
  }
  return entries;
}

/** By the order of statuses, the token, and the host system of the job. */
function canMoveTo(by: Performer, job: Job, to: JobStatus): boolean {
  return jobStatusMoves[job.status].includes(to) && by.source.can(transitionOf(by, job, to));
}

/** Where a job may go by a transition of its own: not to hold or cancel (they ask why), nor by placing or taking off the schedule. */
function movesOf(by: Performer, job: Job): JobStatus[] {
  const assignments = indexesOf(by.source).assignmentsOfJob(job.id);
  return jobStatusMoves[job.status].filter((to) => {
    if (to === 'on_hold' || to === 'cancelled' || !canMoveTo(by, job, to)) return false;
    if (to === 'unscheduled') return assignments.length === 0;
    return to === 'completed' || assignments.length > 0;
  });
}

async function moveWithReason(by: Performer, jobs: readonly Job[], to: 'on_hold' | 'cancelled'): Promise<void> {
  const [first] = jobs;
  const title =
    jobs.length === 1 && first ? nameOf(by, first) : by.localizer.text(jobMenuMessages, 'jobs', { count: jobs.length });
  const reason = await askReason(by.host, {
    title: by.localizer.text(jobMenuMessages, to === 'on_hold' ? 'holdTitle' : 'cancelTitle', { job: title }),
    label: say(by, 'reason'),
    confirm: say(by, to === 'on_hold' ? 'holdConfirm' : 'cancelConfirm'),
    back: say(by, 'back'),
    danger: to === 'cancelled',
  });
  if (reason !== undefined) await moveAll(by, jobs, to, reason);
}

/** One transition each; the message at the end takes all of them back. */
async function moveAll(by: Performer, jobs: readonly Job[], to: JobStatus, reason?: string): Promise<void> {
  let moved = 0;
  for (const job of jobs) {
    if (await perform(by, transitionOf(by, job, to, reason), method)) moved += 1;
  }
  const [first] = jobs;
  if (moved === 0 || !first) return;
  const job = jobs.length === 1 ? nameOf(by, first) : by.localizer.text(jobMenuMessages, 'jobs', { count: moved });
  const takeBack = async () => {
    for (let step = 0; step < moved; step++) await undo(by);
  };
  toastDone(by, by.localizer.text(jobMenuMessages, 'moved', { job, status: statusWord(by, to) }), () => void takeBack());
}

/** Of several technicians’ work the next one’s; to hold and cancel are about the whole. */
function transitionOf(by: Performer, job: Job, to: JobStatus, reason?: string): Command {
  const assignments = indexesOf(by.source).assignmentsOfJob(job.id);
  const part = assignments.length > 1 ? assignments.find(({ status }) => status !== 'completed') : undefined;
  const isWhole = to === 'on_hold' || to === 'cancelled';
  return { type: 'transition', jobId: job.id, to, assignmentId: isWhole ? undefined : part?.id, reason };
}

/** Open work that waits, or that one technician has and has not begun, and that can be placed. */
function isPlaceable(by: Performer, job: Job): boolean {
  if (!isOpen(job.status) || job.status === 'on_hold' || !canPlace(by.source, job)) return false;
  return indexesOf(by.source).assignmentsOfJob(job.id).length === 0 || movableAssignment(by.source, job) !== undefined;
}

/** What can be taken off the schedule: nobody has begun it, and nothing holds it. */
function waitingOf({ source }: Performer, job: Job): Assignment[] {
  const assignments = indexesOf(source).assignmentsOfJob(job.id);
  return assignments.filter((assignment) => isNotBegun(assignment) && assignment.lock !== 'pinned');
}

function missingText(by: Performer, { kind, subject, neededLevel }: Missing): string {
  const { localizer } = by;
  const named = neededLevel ? localizer.text(shared, 'skillLevel', { skill: subject, level: neededLevel }) : subject;
  if (kind === 'certification') return localizer.text(shared, 'violation.certification_expired', { subject });
  return localizer.text(shared, kind === 'territory' ? 'violation.territory' : 'violation.skill_missing', { subject: named });
}

function statusWord({ source, localizer }: Performer, status: JobStatus): string {
  return source.settings?.labels[`status.${status}`] ?? localizer.text(shared, `status.${status}`);
}

function nameOf({ localizer }: Performer, job: Job): string {
  return job.title || localizer.text(shared, 'untitled');
}

function say({ localizer }: Performer, key: keyof (typeof jobMenuMessages)['en']): string {
  return localizer.text(jobMenuMessages, key);
}
