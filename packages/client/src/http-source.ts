import type { Event, PendingChange } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import { DispatchError } from './errors.ts';
import { accepted, Http, type HttpOptions } from './http.ts';
import { KeyChain } from './key-chain.ts';
import { recordKey } from './ledger.ts';
import { type Kept, type Known, sendCommand } from './send-command.ts';
import type { ListPage, ListQuery, Records } from './source.ts';
import { SourceBase, type Task } from './source-base.ts';

/** Route of each collection under `/v1`. */
export const routes: Readonly<Record<BoardKind, string>> = {
  jobs: 'jobs',
  assignments: 'assignments',
  technicians: 'technicians',
  customers: 'customers',
  sites: 'sites',
  shifts: 'shifts',
  timeOff: 'time-off',
  crews: 'crews',
  equipment: 'equipment',
  dependencies: 'dependencies',
};

/** What sources over HTTP share: lists, single records, history, and commands kept by the connector, in order per record. */
export abstract class HttpSource extends SourceBase {
  protected readonly http: Http;
  readonly #chain = new KeyChain();

  constructor(options: HttpOptions) {
    super();
    this.http = new Http({
      ...options,
      onSignedOut: (error) => {
        this.signedOut(error);
        options.onSignedOut?.(error);
      },
    });
  }

  list<K extends BoardKind>(kind: K, query: ListQuery = {}, signal?: AbortSignal): Promise<ListPage<Records[K]>> {
    const { filters, limit, q, sort, cursor } = query;
    return this.http.read(routes[kind], { ...filters, q: q || undefined, sort, cursor, limit: limit?.toString() }, signal);
  }

  async get<K extends BoardKind>(kind: K, id: string, signal?: AbortSignal): Promise<Records[K] | undefined> {
    try {
      return await this.http.read<Records[K]>(`${routes[kind]}/${encodeURIComponent(id)}`, {}, signal);
    } catch (error) {
      if (error instanceof DispatchError && error.problem?.status === 404) return undefined;
      throw error;
    }
  }

  async history(jobId: string, signal?: AbortSignal): Promise<readonly Event[]> {
    const page = await this.http.read<ListPage<Event>>(`jobs/${encodeURIComponent(jobId)}/events`, { limit: '500' }, signal);
    return page.items;
  }

  async pendingChanges(jobId?: string, signal?: AbortSignal): Promise<readonly PendingChange[]> {
    return (await this.http.read<{ items: PendingChange[] }>('pending-changes', { jobId }, signal)).items;
  }

  async settlePending(changeId: string, how: 'retry' | 'discard'): Promise<void> {
    await accepted(this.http.api.POST(`/v1/pending-changes/{changeId}/${how}`, { params: { path: { changeId } } }));
  }

  /** The connector has accepted the command. The implementation takes the answer over and removes the pending change in its time. */
  protected abstract kept(task: Task, kept: Kept): void | Promise<void>;
  /** Makes sure that the versions a command is based on are known. */
  protected abstract prepare(task: Task): Promise<void>;
  protected abstract readonly known: Known;
  protected abstract signedOut(error: DispatchError): void;

  /** The connector judges. */
  protected refusal(): undefined {
    return undefined;
  }

  protected keep(task: Task): Promise<void> {
    const keys = task.records.map(({ kind, id }) => recordKey(kind, id));
    return this.#chain.run(keys, async () => {
      await this.prepare(task);
      task.guard();
      await this.kept(task, await sendCommand(this.http, task, this.known));
    });
  }
}
