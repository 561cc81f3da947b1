import type { TrytonClient } from './tryton-client.ts';

export interface TrytonCompany {
  /** Ids of `company.employee`. */
  readonly employees: readonly number[];
  /** Ids of `project.work` of type task. */
  readonly tasks: readonly number[];
  /** Ids of `project.work.status` by name. */
  readonly statuses: Readonly<Record<string, number>>;
}

const employeeNames = ['Ben Okafor', 'Mara Lindqvist', 'Tomás Rivas', 'Aiko Tanaka'];
const customerNames = ['Harbour Bakery', 'Northgate School', 'Lakeside Clinic', 'Mill Street Offices'];
const work = [
  'Boiler will not start',
  'Meter to be exchanged',
  'Hydrant leaking',
  'Yearly inspection',
  'Railing loose',
  'Drain blocked',
];
const atOnce = 50;
/** The first tasks have times, and every other one somebody; each of them costs the server a new plan of its whole project. */
const plannedTasks = 60;
/** So many belong to a project; what comes after is made in no time. */
const tasksOfProjects = 240;

/** A small service company: employees, customers with two addresses each, a project for each address, and tasks, the first of them spread over these. */
export async function fillTryton(client: TrytonClient, { tasks: taskCount }: { readonly tasks: number }): Promise<TrytonCompany> {
  const company = await foundCompany(client, 'Europe/Berlin');
  const people = await client.create(
    'party.party',
    employeeNames.map((name) => ({ name })),
  );
  const employees = await client.create(
    'company.employee',
    people.map((person) => ({ party: person, company })),
  );
  const customers = await client.create(
    'party.party',
    customerNames.map((name, i) => ({
      name,
      addresses: [
        ['create', [0, 1].map((n) => ({ street: `${10 + i * 2 + n} Mill Street`, postal_code: `1011${i}`, city: 'Berlin' }))],
      ],
    })),
  );
  const rows = await client.call<{ id: number; addresses: number[] }[]>('party.party', 'read', customers, ['addresses']);
  const places = rows.flatMap(({ id, addresses }) => addresses.slice(-2).map((address) => ({ party: id, address })));
  const statuses = await statusesOf(client);
  const projects = await client.create(
    'project.work',
    places.map(({ party: customer, address }, i) => ({
      ...{ name: `Service ${i + 1}`, type: 'project', company, party: customer, party_address: address, status: statuses.Open },
    })),
  );
  const tasks: number[] = [];
  for (let start = 0; start < taskCount; start += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, taskCount - start) }, (_, i) => taskRow(start + i));
    tasks.push(...(await client.create('project.work', batch)));
  }
  return { employees, tasks, statuses };

  function taskRow(index: number): object {
    const day = 1 + (index % 28);
    return {
      name: `${work[index % work.length]} ${index + 1}`,
      type: 'task',
      company,
      parent: index < tasksOfProjects ? projects[index % projects.length] : null,
      status: index % 20 === 19 ? statuses.Done : statuses.Open,
      progress: index % 20 === 19 ? 1 : null,
      effort_duration: { __class__: 'timedelta', seconds: 1_800 * (1 + (index % 6)) },
      ...(index < plannedTasks && {
        constraint_start_time: instant(day, 8 + (index % 8)),
        constraint_finish_time: instant(day, 12 + (index % 8)),
      }),
      comment: index % 3 === 0 ? 'Ring the bell twice.' : null,
      ...(index < plannedTasks &&
        index % 2 === 0 && {
          allocations: [['create', [{ employee: employees[index % employees.length], percentage: 100 }]]],
        }),
    };
  }
}

/** The company that everything belongs to; without one Tryton takes no records. */
export async function foundCompany(client: TrytonClient, timezone: string): Promise<number> {
  const [currency] = await client.create('currency.currency', [
    { name: 'Euro', code: 'EUR', symbol: '€', rounding: decimal('0.01'), digits: 2 },
  ]);
  const [party] = await client.create('party.party', [{ name: 'Field Service Ltd' }]);
  const [company] = await client.create('company.company', [{ party, currency, timezone }]);
  if (company === undefined) throw new Error('Tryton has made no company.');
  const admin = await client.first('res.user', [['login', '=', 'admin']]);
  await client.call('res.user', 'write', [admin], { companies: [['add', [company]]], company });
  await client.readContext();
  return company;
}

/** Ids of `project.work.status` by name. */
export async function statusesOf(client: TrytonClient): Promise<Readonly<Record<string, number>>> {
  const known = await client.call<{ id: number; name: string }[]>('project.work.status', 'search_read', [], 0, null, null, [
    'name',
  ]);
  return Object.fromEntries(known.map(({ id, name }) => [name, id]));
}

const decimal = (value: string) => ({ __class__: 'Decimal', decimal: value });
const instant = (day: number, hour: number) => ({
  ...{ __class__: 'datetime', year: 2026, month: 11, day, hour, minute: 0, second: 0, microsecond: 0 },
});
