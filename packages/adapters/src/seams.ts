import type { HostCall, HostFilter, HostResource, HostTransport } from '@dispatchkit/contract/manifest';

/*
 * Between the parts of the engine: mapping asks a transport for rows, a transport asks the wire for answers.
 */

/** A row as the host sends it. Paths of fields (`HostPath`) lead into it. */
export type HostRow = Readonly<Record<string, unknown>>;

/** One call, before the connection adds what it adds to all of them. */
export interface WireRequest {
  readonly method: string;
  /** Relative to the service, or absolute on the same origin (links of the host). */
  readonly path: string;
  readonly service?: string | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON; a text with `contentType` as it is. */
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  /** Not repeated when it is not sure that the host did nothing. */
  readonly isWrite: boolean;
  readonly answersNothing?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when there is no body. */
  readonly body: unknown;
  /** As text, when it was no JSON (metadata, batches). */
  readonly text?: string | undefined;
  /** What was asked, without credentials: the base of relative links in the answer. */
  readonly url?: string | undefined;
}

/** Values of `${session.…}`, `${context.…}`, `${settings.…}`, `${secrets.…}`. */
export type ConnectionValues = Readonly<
  Record<'settings' | 'secrets' | 'session' | 'context', Readonly<Record<string, unknown>>>
>;

/** Base URL, headers, signing in (again on 401), CSRF, limits, retries, the meaning of errors. Throws `HostError`. */
export interface Wire {
  send(request: WireRequest): Promise<WireAnswer>;
  /** Signed in, with the bootstrap calls made. */
  values(signal?: AbortSignal): Promise<ConnectionValues>;
}

/** What a template may name in a call about records, besides the connection's values. */
export interface CallValues {
  readonly id?: string | number | Readonly<Record<string, string | number>> | undefined;
  readonly record?: Readonly<Record<string, unknown>> | undefined;
  readonly before?: HostRow | undefined;
  /** As the host had it. */
  readonly token?: string | number | null | undefined;
  readonly since?: unknown;
}

/** From the one to the other, both included, as the host writes them. */
export type Window = Readonly<Record<'from' | 'to', string | number>>;

export interface RowsAsk {
  readonly resource: Pick<
    HostResource,
    'entity' | 'service' | 'id' | 'paging' | 'order' | 'cannotFilter' | 'calls' | 'relations'
  >;
  /** Host fields that are wanted, through relations with dots. */
  readonly paths: readonly string[];
  readonly filter: HostFilter | undefined;
  /** As answered by the page before. */
  readonly page: string | undefined;
  /** For `${since}` in calls of the manifest. */
  readonly since?: unknown;
  /** For `${window.from}` and `${window.to}`. */
  readonly window?: Window | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RowsPage {
  readonly rows: readonly HostRow[];
  readonly next: string | undefined;
  readonly total?: number | undefined;
  /** What the dialect cannot say, or the manifest says the host gets wrong; the caller looks at it. */
  readonly rest: HostFilter | undefined;
}

/** Parts of an id by the path of the host field. */
export type IdParts = Readonly<Record<string, string | number>>;

export interface WriteAsk {
  readonly resource: Pick<HostResource, 'entity' | 'service' | 'id' | 'writes' | 'concurrency'>;
  readonly id?: IdParts | undefined;
  /** Host fields by path, encoded. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly before?: HostRow | undefined;
  readonly token?: string | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Puts questions about rows on the wire, as one kind of host understands them. */
export interface Transport {
  readonly kind: HostTransport['kind'];
  rows(ask: RowsAsk): Promise<RowsPage>;
  /** Undefined when there is none. */
  row(ask: Omit<RowsAsk, 'filter' | 'page'> & { readonly id: IdParts }): Promise<HostRow | undefined>;
  /** The new row, or as much as the host says of it: at least its id. */
  create(ask: WriteAsk): Promise<HostRow>;
  update(ask: WriteAsk): Promise<void>;
  remove(ask: WriteAsk): Promise<void>;
  /** Delete and create in one go, where the host has such a thing. */
  replace?(ask: WriteAsk): Promise<HostRow>;
  call(call: HostCall, values: CallValues, isWrite: boolean, signal?: AbortSignal): Promise<unknown>;
  /** Rows changed since the link, and ids of those that are gone. `link` undefined begins. @throws HostError `expired` */
  delta?(ask: Omit<RowsAsk, 'filter' | 'page'> & { readonly link: string | undefined; readonly prefer: string }): Promise<{
    readonly rows: readonly HostRow[];
    readonly removed: readonly IdParts[];
    readonly next: string;
    readonly hasMore: boolean;
  }>;
  /** The host's description of an entity's fields; undefined where hosts of this kind have none. */
  describe?(entity: string, service: string | undefined, signal?: AbortSignal): Promise<readonly DescribedField[] | undefined>;
}

export interface DescribedField {
  readonly name: string;
  /** In the host's own words, such as `datetime` or `Edm.DateTimeOffset`. */
  readonly type: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly relation?: string;
  readonly words?: readonly string[];
}
