import { type Host, type HostCapabilities, type HostChangesPage, HostError, type HostRecord } from '@dispatchkit/adapters';
import { type HostKind, HostManifest } from '@dispatchkit/contract/manifest';

export interface MemoryHostOptions {
  readonly pageSize?: number;
  /** What it can do, where that is less than everything. */
  readonly capabilities?: Partial<Record<HostKind, Partial<HostCapabilities>>>;
}

interface Row {
  readonly kind: HostKind;
  readonly id: string;
  fields: Record<string, unknown>;
  version: number;
  /** Place in the log of the host. */
  changedAt: number;
  isGone: boolean;
}

/** An ERP in memory: every record has a version that a write must name, changes are a log, and the power can be switched off. */
export class MemoryHost implements Host {
  readonly manifest = memoryManifest;
  readonly kinds: readonly HostKind[] = ['customers', 'sites', 'technicians', 'jobs', 'assignments'];
  readonly calls: string[] = [];
  /** While it is there, every call fails with it. */
  trouble: HostError | undefined;
  /** A sentence with which the next write is refused, or what it fails with. */
  refusal: string | HostError | undefined;
  /** A sentence with which it refuses to remove anything. */
  keepsAll: string | undefined;
  /** The next record is made, and what is heard of it is this. */
  lostAnswer: Error | undefined;
  /** The cursors it has given out are too old from now on. */
  forgetsCursors = false;
  /** Otherwise deletions show in what ids there are, and nowhere else. */
  tellsDeletes = true;
  /** Gives everything whenever it is asked for changes. */
  hasNoChanges = false;
  /** Records that are there, and that lists leave out, as `jobs J1`. */
  readonly hidden = new Set<string>();
  readonly #rows = new Map<string, Row>();
  readonly #keys = new Map<string, string>();
  readonly #options: MemoryHostOptions;
  #clock = 0;

  constructor(options: MemoryHostOptions = {}) {
    this.#options = options;
  }

  /** As somebody does at the host itself. */
  set(kind: HostKind, id: string, fields: Record<string, unknown>): void {
    const row = this.#rows.get(`${kind} ${id}`);
    this.#rows.set(`${kind} ${id}`, {
      kind,
      id,
      fields: { ...row?.fields, ...fields },
      version: (row?.version ?? 0) + 1,
      changedAt: ++this.#clock,
      isGone: false,
    });
  }

  delete(kind: HostKind, id: string): void {
    const row = this.#rows.get(`${kind} ${id}`);
    if (row) Object.assign(row, { isGone: true, changedAt: ++this.#clock });
  }

  at(kind: HostKind, id: string): Readonly<Record<string, unknown>> | undefined {
    const row = this.#rows.get(`${kind} ${id}`);
    return row && !row.isGone ? row.fields : undefined;
  }

  idsOf(kind: HostKind): string[] {
    return this.#there(kind).map(({ id }) => id);
  }

  capabilities(kind: HostKind): HostCapabilities {
    const fields = this.manifest.resources[kind];
    const writable = fields && 'fields' in fields ? Object.keys(fields.fields) : ['jobId', 'technicianId', 'startsAt', 'endsAt'];
    return {
      create: true,
      update: true,
      delete: true,
      writable,
      words: {},
      conflicts: 'sure',
      findsCreated: false,
      readsSingly: true,
      ...this.#options.capabilities?.[kind],
    };
  }

  async signIn(): Promise<void> {
    this.#called('signIn');
  }

  async list(kind: HostKind, { page = '0' }: { readonly page?: string } = {}) {
    this.#called(`list ${kind}`);
    const rows = this.#listed(kind);
    const start = Number(page);
    const end = start + this.#pageSize;
    const records = rows.slice(start, end).map(recordOf);
    return { records, next: end < rows.length ? String(end) : undefined, total: rows.length };
  }

  async get(kind: HostKind, id: string): Promise<HostRecord | undefined> {
    this.#called(`get ${kind} ${id}`);
    const row = this.#rows.get(`${kind} ${id}`);
    return row && !row.isGone ? recordOf(row) : undefined;
  }

  async ids(kind: HostKind) {
    this.#called(`ids ${kind}`);
    return { ids: this.#listed(kind).map(({ id }) => id), next: undefined };
  }

  /** `full:POSITION` while everything is read, then `since:CLOCK`. */
  async changes(kind: HostKind, cursor: string | undefined, signal?: AbortSignal): Promise<HostChangesPage> {
    signal?.throwIfAborted();
    this.#called(`changes ${kind}`);
    const isForgotten = this.forgetsCursors || (this.hasNoChanges && cursor?.startsWith('since:'));
    const [how, at] = (isForgotten ? undefined : cursor)?.split(':') ?? ['full', `0-${this.#clock}`];
    this.forgetsCursors = false;
    if (how === 'full') {
      const [start = 0, since = 0] = (at ?? '').split('-').map(Number);
      const rows = this.#listed(kind);
      const end = start + this.#pageSize;
      const hasMore = end < rows.length;
      const next = hasMore ? `full:${end}-${since}` : `since:${since}`;
      return { changed: rows.slice(start, end).map(recordOf), removed: [], cursor: next, hasMore, isFull: true };
    }
    const rows = [...this.#rows.values()].filter((row) => row.kind === kind && row.changedAt > Number(at));
    const changed = rows.filter(({ isGone }) => !isGone).map(recordOf);
    const removed = this.tellsDeletes ? rows.filter(({ isGone }) => isGone).map(({ id }) => id) : [];
    return { changed, removed, cursor: `since:${this.#clock}`, hasMore: false, isFull: false };
  }

  async create(kind: HostKind, fields: Readonly<Record<string, unknown>>, _signal?: AbortSignal, key = ''): Promise<HostRecord> {
    this.#written(`create ${kind}`);
    const id = `${kind}-${this.#rows.size + 1}`;
    this.set(kind, id, { ...fields });
    this.#keys.set(`${kind} ${key}`, id);
    const { lostAnswer } = this;
    this.lostAnswer = undefined;
    if (lostAnswer) throw lostAnswer;
    return this.#record(kind, id);
  }

  async findCreated(kind: HostKind, key: string): Promise<HostRecord | undefined> {
    this.#called(`find ${kind}`);
    const id = this.#keys.get(`${kind} ${key}`);
    return id === undefined ? undefined : this.#record(kind, id);
  }

  async update(kind: HostKind, id: string, changes: Readonly<Record<string, unknown>>, before: HostRecord | undefined) {
    this.#written(`update ${kind} ${id}`);
    const row = this.#rows.get(`${kind} ${id}`);
    if (!row || row.isGone) throw new HostError('not-found', 'There is no such record.');
    if (before && before.token !== String(row.version)) throw new HostError('conflict', 'This record has been modified.');
    this.set(kind, id, { ...changes });
    return this.#record(kind, id);
  }

  async remove(kind: HostKind, id: string): Promise<void> {
    this.#written(`remove ${kind} ${id}`);
    if (this.keepsAll) throw new HostError('invalid', this.keepsAll);
    this.delete(kind, id);
  }

  async probe() {
    this.#called('probe');
    return { host: 'Memory 1.0', findings: [] };
  }

  get #pageSize(): number {
    return this.#options.pageSize ?? 100;
  }

  #there(kind: HostKind): Row[] {
    return [...this.#rows.values()].filter((row) => row.kind === kind && !row.isGone);
  }

  #listed(kind: HostKind): Row[] {
    return this.#there(kind).filter(({ id }) => !this.hidden.has(`${kind} ${id}`));
  }

  #record(kind: HostKind, id: string): HostRecord {
    const row = this.#rows.get(`${kind} ${id}`);
    if (!row) throw new Error(`There is no ${kind} ${id}`);
    return recordOf(row);
  }

  #called(what: string): void {
    this.calls.push(what);
    if (this.trouble) throw this.trouble;
  }

  #written(what: string): void {
    this.#called(what);
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal) throw refusal instanceof HostError ? refusal : new HostError('invalid', refusal);
  }
}

function recordOf({ kind, id, fields, version }: Row): HostRecord {
  const unmapped =
    fields.hostWord === undefined ? [] : [{ field: 'status', enum: 'statuses', value: String(fields.hostWord), label: 'Odd' }];
  const { hostWord: _, ...ours } = fields;
  return { kind, id, fields: { ...ours }, token: String(version), unmapped };
}

const fieldsOf = (...names: string[]) => ({ entity: 'rows', fields: Object.fromEntries(names.map((name) => [name, name])) });

/** Only what is read of a manifest beside the engine: which fields are the host's, and how deletions are found. */
export const memoryManifest = HostManifest.parse({
  manifest: 1,
  name: 'memory',
  title: 'Memory ERP',
  host: { product: 'Memory ERP', versions: '1' },
  settings: {},
  connection: { baseUrl: 'https://erp.example.com' },
  transport: { kind: 'rest' },
  resources: {
    customers: fieldsOf('name', 'phone'),
    sites: fieldsOf('name', 'address', 'customerId', 'position.latitude', 'position.longitude'),
    technicians: fieldsOf('name', 'active', 'position.latitude', 'position.longitude', 'position.at'),
    jobs: fieldsOf('title', 'priority', 'status', 'durationMinutes', 'customerId', 'siteId', 'custom.meter'),
    assignments: {
      inJobs: { technician: 'technician', startsAt: 'start', endsAt: 'end' },
    },
  },
});
