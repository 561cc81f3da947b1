import { type OrderRow, type PersonRow, pageSize, type VisitRow } from './rows.ts';

/** What an integrator would write for this one host. */
export interface ErpByHand {
  orders(): AsyncGenerator<OrderByHand[]>;
  people(): AsyncGenerator<PersonByHand[]>;
  visits(): AsyncGenerator<VisitByHand[]>;
  orderPage(limit: number): Promise<OrderByHand[]>;
  order(id: number): Promise<OrderByHand>;
}

export type OrderByHand = ReturnType<typeof orderOf>;
export type PersonByHand = ReturnType<typeof personOf>;
export type VisitByHand = ReturnType<typeof visitOf>;

interface Page<Row> {
  readonly data: Row[];
  readonly total: number;
}

export function byHand(url: string): ErpByHand {
  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(url + path, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  };
  const pages = async function* <Row, Ours>(list: string, ours: (row: Row) => Ours): AsyncGenerator<Ours[]> {
    for (let offset = 0; ; offset += pageSize) {
      const { data, total } = await ask<Page<Row>>(`/${list}?offset=${offset}&limit=${pageSize}`);
      yield data.map(ours);
      if (offset + data.length >= total) return;
    }
  };
  return {
    orders: () => pages('orders', orderOf),
    people: () => pages('people', personOf),
    visits: () => pages('visits', visitOf),
    orderPage: async (limit) => (await ask<Page<OrderRow>>(`/orders?offset=0&limit=${limit}`)).data.map(orderOf),
    order: async (id) => orderOf((await ask<{ data: OrderRow }>(`/orders/${id}`)).data),
  };
}

const statuses: Readonly<Record<string, string>> = { new: 'unscheduled', planned: 'scheduled', done: 'completed' };
const priorities: Readonly<Record<number, string>> = { 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' };

function orderOf(row: OrderRow) {
  return {
    externalRef: String(row.id),
    title: row.subject,
    status: statuses[row.state] ?? 'unscheduled',
    priority: priorities[row.urgency] ?? 'normal',
    durationMinutes: Math.round(row.expected_hours * 60),
    dueAt: row.deadline,
  };
}

function personOf({ id, name, mobile }: PersonRow) {
  return { externalRef: String(id), name, phone: mobile };
}

function visitOf({ id, order, person, from, until }: VisitRow) {
  return { externalRef: String(id), job: String(order), technician: String(person), startsAt: from, endsAt: until };
}
