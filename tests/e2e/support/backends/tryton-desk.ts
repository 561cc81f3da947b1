import type { Tryton } from '../../../hosts/support/tryton.ts';
import { statusesOf } from '../../../hosts/support/tryton-company.ts';
import { type Desk, deskAssignments, deskJobs, deskPeople, deskSite } from '../desk.ts';
import { effort, instant, millisecondsOf, type TrytonInstant } from './tryton-values.ts';

/** The records of the desk in a Tryton: their ids there, by ours. */
export interface TrytonDesk {
  readonly tryton: Tryton;
  readonly ids: Readonly<Record<string, number>>;
  /** Makes everything as it was in the beginning, whatever tests have done. */
  reset(): Promise<void>;
  /** Kills the server. */
  leave(): Promise<Absence>;
  titleOf(jobId: string): Promise<string | undefined>;
  /** Who is on a job there, and from when. */
  planOf(jobId: string): Promise<{ readonly technicianIds: readonly string[]; readonly startsAtMs: number | null }>;
}

/** Ends at the latest when it is disposed of. */
export interface Absence extends AsyncDisposable {
  end(): Promise<void>;
}

export async function fillTrytonDesk(tryton: Tryton, company: number, desk: Desk): Promise<TrytonDesk> {
  const { client } = tryton;
  const statuses = await statusesOf(client);
  const ids: Record<string, number> = {};
  const idOf = (id: string): number => {
    const known = ids[id];
    if (known === undefined) throw new Error(`Tryton has no ${id}.`);
    return known;
  };
  const keep = (records: readonly { readonly id: string }[], made: readonly number[]) => {
    for (const [i, { id }] of records.entries()) ids[id] = made[i] ?? Number.NaN;
  };

  const parties = await client.create(
    'party.party',
    deskPeople.map(({ name }) => ({ name })),
  );
  keep(
    deskPeople,
    await client.create(
      'company.employee',
      parties.map((party) => ({ party, company })),
    ),
  );
  const [customer] = await client.create('party.party', [{ name: 'City of the Bay' }]);
  keep([deskSite], await client.create('party.address', [{ party: customer, street: deskSite.address }]));
  const project = { name: 'Service', type: 'project', company, party: customer, party_address: idOf(deskSite.id) };
  const [parent] = await client.create('project.work', [{ ...project, status: statuses.Open }]);
  keep(
    deskJobs,
    await client.create(
      'project.work',
      deskJobs.map((job) => ({ ...taskOf(job), type: 'task', company, parent })),
    ),
  );
  keep(deskAssignments, await client.create('project.allocation', deskAssignments.map(allocationOf)));

  return { tryton, ids, reset, leave, titleOf, planOf };

  async function reset(): Promise<void> {
    await remove('project.allocation', await othersThan('project.allocation', deskAssignments));
    const tasks = await othersThan('project.work', deskJobs, [['type', '=', 'task']]);
    // Tryton stumbles over a task that is deleted while it belongs to a project: it plans the project with the task still in it.
    if (tasks.length > 0) await client.call('project.work', 'write', tasks, { parent: null });
    await remove('project.work', tasks);
    for (const job of deskJobs) await client.call('project.work', 'write', [idOf(job.id)], taskOf(job));
    for (const assignment of deskAssignments) {
      await client.call('project.allocation', 'write', [idOf(assignment.id)], allocationOf(assignment));
    }
  }

  async function leave(): Promise<Absence> {
    await tryton.kill();
    let isOver = false;
    const end = async () => {
      if (!isOver) await tryton.start();
      isOver = true;
    };
    return { end, [Symbol.asyncDispose]: end };
  }

  async function titleOf(jobId: string): Promise<string | undefined> {
    const [work] = await client.call<{ name: string }[]>('project.work', 'read', [idOf(jobId)], ['name']);
    return work?.name;
  }

  async function planOf(jobId: string) {
    const [work] = await client.call<{ allocations: number[]; constraint_start_time: TrytonInstant | null }[]>(
      ...(['project.work', 'read', [idOf(jobId)], ['allocations', 'constraint_start_time']] as const),
    );
    const allocations = await client.call<{ employee: number }[]>('project.allocation', 'read', work?.allocations ?? [], [
      'employee',
    ]);
    return {
      technicianIds: allocations.map(({ employee }) => deskPeople.find(({ id }) => ids[id] === employee)?.id ?? String(employee)),
      startsAtMs: work?.constraint_start_time ? millisecondsOf(work.constraint_start_time) : null,
    };
  }

  function othersThan(model: string, kept: readonly { readonly id: string }[], domain: unknown[] = []): Promise<number[]> {
    return client.call(model, 'search', [['id', 'not in', kept.map(({ id }) => idOf(id))], ...domain], 0, null, null);
  }

  async function remove(model: string, rows: readonly number[]): Promise<void> {
    if (rows.length > 0) await client.call(model, 'delete', rows);
  }

  function taskOf({ id, title }: (typeof deskJobs)[number]): object {
    const time = deskAssignments.find(({ jobId }) => jobId === id)?.time;
    const startsMs = time === undefined ? undefined : Date.parse(desk.at(time));
    return {
      name: title,
      effort_duration: effort(60),
      status: statuses.Open,
      progress: null,
      constraint_start_time: startsMs === undefined ? null : instant(startsMs),
      constraint_finish_time: startsMs === undefined ? null : instant(startsMs + 3_600_000),
    };
  }

  function allocationOf({ jobId, technicianId }: (typeof deskAssignments)[number]): object {
    return { work: idOf(jobId), employee: idOf(technicianId), percentage: 100 };
  }
}
