import { type HostCall, HostManifest, type HostManifestInput } from '@dispatchkit/contract/manifest';
import { matches } from '../../filters/index.ts';
import { type Host, HostError } from '../../host.ts';
import { hostOver } from '../../open-host.ts';
import type { CallValues, DescribedField, HostRow, IdParts, RowsAsk, RowsPage, Transport, WriteAsk } from '../../seams.ts';
import { read, write } from '../../templates/path.ts';

type Row = Record<string, unknown>;

/** A host in memory: tables of rows, pages of `pageSize`, and a list of what was asked of it. */
export class MemoryTransport implements Transport {
  readonly kind: Transport['kind'];
  readonly tables: Map<string, Row[]>;
  readonly asked: string[] = [];
  readonly asks: RowsAsk[] = [];
  readonly writes: { readonly what: string; readonly ask: WriteAsk }[] = [];
  readonly calls: { readonly call: HostCall; readonly values: CallValues }[] = [];
  /** What `delta` answers next. */
  readonly deltas: ({ rows: Row[]; removed: IdParts[]; next: string; hasMore: boolean } | HostError)[] = [];
  descriptions: Record<string, DescribedField[]> = {};
  /** What a call of the manifest does. */
  onCall: (call: HostCall, values: CallValues) => unknown = () => null;
  pageSize = 2;

  constructor(tables: Readonly<Record<string, Row[]>>, kind: Transport['kind'] = 'rest') {
    this.tables = new Map(Object.entries(tables));
    this.kind = kind;
  }

  table(entity: string): Row[] {
    return this.tables.get(entity) ?? [];
  }

  async rows(ask: RowsAsk): Promise<RowsPage> {
    this.asked.push(`rows ${ask.resource.entity}`);
    this.asks.push(ask);
    const from = Number(ask.page ?? 0);
    const { filter } = ask;
    const all = this.table(ask.resource.entity).filter((row) => filter === undefined || matches(filter, row));
    const rows = structuredClone(all.slice(from, from + this.pageSize));
    const next = from + this.pageSize < all.length ? String(from + this.pageSize) : undefined;
    return { rows, next, total: all.length, rest: undefined };
  }

  async row(ask: Parameters<Transport['row']>[0]): Promise<HostRow | undefined> {
    this.asked.push(`row ${ask.resource.entity}`);
    return structuredClone(this.#find(ask.resource.entity, ask.id));
  }

  async create(ask: WriteAsk): Promise<HostRow> {
    this.writes.push({ what: 'create', ask });
    const table = this.table(ask.resource.entity);
    const row: Row = { id: table.length + 100 };
    for (const [path, value] of Object.entries(ask.fields)) write(row, path, value);
    table.push(row);
    return structuredClone(row);
  }

  async update(ask: WriteAsk): Promise<void> {
    this.writes.push({ what: 'update', ask });
    const row = this.#find(ask.resource.entity, ask.id ?? {});
    if (row === undefined) throw new HostError('not-found', 'It is gone.');
    for (const [path, value] of Object.entries(ask.fields)) write(row, path, value);
  }

  async remove(ask: WriteAsk): Promise<void> {
    this.writes.push({ what: 'remove', ask });
    const row = this.#find(ask.resource.entity, ask.id ?? {});
    this.tables.set(
      ask.resource.entity,
      this.table(ask.resource.entity).filter((candidate) => candidate !== row),
    );
  }

  async replace(ask: WriteAsk): Promise<HostRow> {
    await this.remove(ask);
    return this.create(ask);
  }

  async call(call: HostCall, values: CallValues): Promise<unknown> {
    this.calls.push({ call, values });
    return this.onCall(call, values);
  }

  async delta(): ReturnType<NonNullable<Transport['delta']>> {
    const answer = this.deltas.shift();
    if (answer === undefined || answer instanceof HostError) throw answer ?? new HostError('expired', 'It is too old.');
    return structuredClone(answer);
  }

  async describe(entity: string): Promise<readonly DescribedField[] | undefined> {
    this.asked.push(`describe ${entity}`);
    return this.descriptions[entity];
  }

  #find(entity: string, id: IdParts): Row | undefined {
    return this.table(entity).find((row) =>
      Object.entries(id).every(([path, value]) => String(read(row, path)) === String(value)),
    );
  }
}

export const startMs = Date.UTC(2026, 10, 20, 8);

/** A manifest of which only what the test is about is said, over a host in memory. */
export function openMemoryHost(
  said: Pick<HostManifestInput, 'resources'> & Partial<Pick<HostManifestInput, 'enums' | 'values' | 'settings' | 'probe'>>,
  transport: MemoryTransport,
  clock: { nowMs: number } = { nowMs: startMs },
  settings: Readonly<Record<string, unknown>> = {},
): Host {
  const manifest = HostManifest.parse({
    manifest: 1,
    name: 'memory',
    title: 'Memory',
    host: { product: 'Memory', versions: '1' },
    settings: {},
    connection: { baseUrl: 'https://host.example' },
    transport: { kind: 'rest' },
    ...said,
  });
  const values = async () => ({ settings, secrets: {}, session: {}, context: { version: '1.2' } });
  const send = async () => ({ status: 200, headers: new Headers(), body: { about: { version: '1.2' } } });
  return hostOver(manifest, { values, send }, transport, () => clock.nowMs);
}
