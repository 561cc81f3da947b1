import type { Assignment, Fix, Job, Position, Site, Technician } from '@dispatchkit/contract';
import type { AssignmentStatus } from '@dispatchkit/contract/words';
import { dayOf, dayRange } from '@dispatchkit/scheduling';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Timers } from '../ports/timers.ts';
import type { ActorContext, Services } from '../services/index.ts';
import { along, bearing } from './geometry.ts';
import { isoOf } from './iso.ts';
import { type Random, seededRandom } from './random.ts';

export interface LiveOptions {
  readonly services: Services;
  readonly tenant: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly seed?: string;
  /** Between two steps, milliseconds. Default 1500. */
  readonly stepMs?: number;
}

/** Steps of driving from one stop to the next, whatever the distance: the demo is quicker than life. */
const drivingSteps = 80;
/** The state is read again after so many steps, so that what people do is seen. */
const refreshAfterSteps = 20;

const nextStatus: Partial<Record<AssignmentStatus, AssignmentStatus>> = {
  scheduled: 'en_route',
  dispatched: 'en_route',
  on_site: 'in_progress',
  in_progress: 'completed',
};

/**
 * Makes a demo move: technicians drive along their way, arrive, work and finish, one of them changing state every other step or so.
 * Everything goes through the services, as "Live demo", and is in the history. Returns how to stop.
 */
export function startLive(options: LiveOptions): () => void {
  const { timers, log, stepMs = 1500 } = options;
  const simulation = new LiveSimulation(options);
  let isRunning = false;
  return timers.every(stepMs, () => {
    // A step that takes longer than the pause is not overtaken by the next.
    if (isRunning) return;
    isRunning = true;
    simulation
      .step()
      .catch((error: unknown) => log.warn('live demo step failed', { error: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => {
        isRunning = false;
      });
  });
}

interface Drive {
  readonly assignmentId: string;
  readonly from: Position;
  readonly to: Position;
  steps: number;
}

/** One step at a time, so that tests choose when. */
export class LiveSimulation {
  readonly #options: LiveOptions;
  readonly #actor: ActorContext;
  readonly #random: Random;
  readonly #drives = new Map<string, Drive>();
  #assignments = new Map<string, Assignment>();
  #jobs = new Map<string, Job>();
  #sites = new Map<string, Site>();
  #technicians = new Map<string, Technician>();
  #stepsUntilRefresh = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed ?? 'live');
    this.#actor = {
      tenant: options.tenant,
      id: 'demo',
      name: 'Live demo',
      role: 'system',
      technicianId: null,
      method: 'system',
      requestId: null,
    };
  }

  async step(): Promise<void> {
    if (this.#stepsUntilRefresh <= 0) await this.#refresh();
    this.#stepsUntilRefresh--;
    await this.#driveOn();
    if (this.#random.chance(0.6)) await this.#moveSomebodyOn();
  }

  async #refresh(): Promise<void> {
    const { services, clock, timeZone } = this.#options;
    const { startMs, endMs } = dayRange(dayOf(clock.now(), timeZone), timeZone);
    const snapshot = await services.snapshot(this.#actor, { from: isoOf(startMs), to: isoOf(endMs), jobs: 'window' });
    this.#jobs = byId(snapshot.jobs);
    this.#sites = byId(snapshot.sites);
    this.#technicians = byId(snapshot.technicians);
    this.#assignments = byId(
      snapshot.assignments.filter(({ startsAt }) => Date.parse(startsAt) >= startMs && Date.parse(startsAt) < endMs),
    );
    this.#stepsUntilRefresh = refreshAfterSteps;
  }

  /** Everybody under way gets a fix further on; who has come to the end arrives. */
  async #driveOn(): Promise<void> {
    const fixes: Fix[] = [];
    const arrived: string[] = [];
    for (const assignment of this.#assignments.values()) {
      if (assignment.status !== 'en_route') continue;
      const drive = this.#driveOf(assignment);
      if (!drive) continue;
      drive.steps++;
      fixes.push(this.#fixOf(assignment.technicianId, drive));
      if (drive.steps >= drivingSteps) arrived.push(assignment.id);
    }
    if (fixes.length > 0) await this.#options.services.recordFixes(this.#actor, fixes);
    for (const id of arrived) await this.#transition(id, 'on_site');
  }

  #driveOf(assignment: Assignment): Drive | undefined {
    const known = this.#drives.get(assignment.technicianId);
    if (known?.assignmentId === assignment.id) return known;
    const technician = this.#technicians.get(assignment.technicianId);
    const from = technician?.position ?? technician?.home;
    const to = this.#positionOf(assignment);
    if (!from || !to) return undefined;
    const drive: Drive = {
      assignmentId: assignment.id,
      from: { latitude: from.latitude, longitude: from.longitude },
      to,
      steps: 0,
    };
    this.#drives.set(assignment.technicianId, drive);
    return drive;
  }

  #fixOf(technicianId: string, { from, to, steps }: Drive): Fix {
    const { latitude, longitude } = along(from, to, Math.min(1, steps / drivingSteps));
    const at = isoOf(this.#options.clock.now());
    return {
      technicianId,
      latitude,
      longitude,
      accuracyMeters: this.#random.integer(4, 15),
      headingDegrees: bearing(from, to),
      at,
    };
  }

  #positionOf({ jobId }: Assignment): Position | null {
    const siteId = this.#jobs.get(jobId)?.siteId;
    return (siteId && this.#sites.get(siteId)?.position) || null;
  }

  /** One technician takes their next step in the day. */
  async #moveSomebodyOn(): Promise<void> {
    const nowMs = this.#options.clock.now();
    const candidates = [...this.#technicians.values()].flatMap(({ id }) => {
      const own = [...this.#assignments.values()]
        .filter(({ technicianId }) => technicianId === id)
        .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
      if (own.some(({ status }) => status === 'en_route')) return [];
      const next =
        own.find(({ status }) => status === 'on_site' || status === 'in_progress') ??
        own.find(({ status }) => status !== 'completed');
      const job = next && this.#jobs.get(next.jobId);
      if (!next || !job || job.explicitStatus !== null) return [];
      return nowMs >= dueMs(next) ? [next] : [];
    });
    if (candidates.length === 0) return;
    const chosen = this.#random.pick(candidates);
    const to = nextStatus[chosen.status];
    if (to) await this.#transition(chosen.id, to);
  }

  async #transition(assignmentId: string, to: AssignmentStatus): Promise<void> {
    const assignment = this.#assignments.get(assignmentId);
    if (!assignment) return;
    try {
      const result = await this.#options.services.transitionJob(this.#actor, assignment.jobId, { to, assignmentId });
      this.#jobs.set(result.job.id, result.job);
      if (result.assignment) this.#assignments.set(assignmentId, result.assignment);
      const technician = this.#technicians.get(assignment.technicianId);
      const at = this.#positionOf(assignment);
      // The next way begins where this one ended.
      if (to === 'on_site' && technician && at) {
        const position = { ...at, accuracyMeters: null, headingDegrees: null, at: isoOf(this.#options.clock.now()) };
        this.#technicians.set(technician.id, { ...technician, position });
      }
    } catch (error) {
      // Somebody moved or cancelled it meanwhile: look again before the next step.
      this.#assignments.delete(assignmentId);
      this.#stepsUntilRefresh = 0;
      this.#options.log.debug('live demo was overtaken', {
        assignmentId,
        error: error instanceof Error ? error.name : 'unknown',
      });
    }
  }
}

/** When the next step may be taken: the demo is a little ahead of its plan, but stays near it, so that the board goes on making sense. */
function dueMs({ status, startsAt, endsAt }: Assignment): number {
  const startMs = Date.parse(startsAt);
  if (status === 'on_site') return startMs - 15 * 60_000;
  if (status === 'in_progress') return startMs + (Date.parse(endsAt) - startMs) * 0.4;
  return startMs - 30 * 60_000;
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
