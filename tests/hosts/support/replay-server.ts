import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the OData mock server cannot do, in the shapes Dataverse documents: pages by an opaque link that wants the same headers, change
 * tracking with tombstones and links that expire, stale ETags, and limits. Orders have a title and nothing else.
 */
export interface ReplayServer {
  readonly url: string;
  /** Of the requests so far: method and path, without the query. */
  readonly requests: string[];
  /** Changes an order as somebody else would. */
  change(id: string, title: string): void;
  remove(id: string): void;
  /** Links given out so far are refused from now on. */
  expireLinks(): void;
  /** Refuses so many of the next requests with 429. */
  limit(count: number, retryAfter: string): void;
  close(): Promise<void>;
}

interface Order {
  readonly id: string;
  title: string;
  version: number;
  isGone: boolean;
  /** Position in the log of changes. */
  changedAt: number;
}

const pageSize = 40;
const accessToken = 'token-of-the-replay-server';

export async function startReplayServer(count: number): Promise<ReplayServer> {
  const orders = Array.from({ length: count }, (_, i): Order => {
    return { id: idOf(i), title: `Order ${i + 1}`, version: 900_000 + i, isGone: false, changedAt: 0 };
  });
  const requests: string[] = [];
  let clock = 0;
  let oldestLink = 0;
  let limited = 0;
  let retryAfter = '';
  let url = '';

  const server = createServer((request, response) => {
    const at = new URL(request.url ?? '/', url);
    requests.push(`${request.method} ${at.pathname}`);
    answer(request, at)
      .catch((error: unknown): Answer => says(500, { error: { message: String(error) } }))
      .then(({ status, body, headers }) => {
        response.writeHead(status, { 'content-type': 'application/json; odata.metadata=minimal', ...headers });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    requests,
    change: (id, title) => touch(id, (order) => Object.assign(order, { title, version: order.version + 1 })),
    remove: (id) => touch(id, (order) => Object.assign(order, { isGone: true })),
    expireLinks() {
      oldestLink = ++clock;
    },
    limit(requestCount, after) {
      limited = requestCount;
      retryAfter = after;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  function touch(id: string, change: (order: Order) => void): void {
    const order = orders.find((candidate) => candidate.id === id);
    if (!order) throw new Error(`There is no order ${id}.`);
    change(order);
    order.changedAt = ++clock;
  }

  async function answer(request: IncomingMessage, at: URL): Promise<Answer> {
    const body = await textOf(request);
    if (at.pathname === '/oauth2/v2.0/token') return signIn(new URLSearchParams(body));
    if (request.headers.authorization !== `Bearer ${accessToken}`) return says(401, fault('0x80040000', 'Sign in.'));
    if (limited > 0) {
      limited -= 1;
      return says(429, fault('0x80072322', 'Number of requests exceeded the limit of 6000.'), {
        'retry-after': retryAfter,
      });
    }
    if (request.headers['odata-version'] !== '4.0') return says(400, fault('0x0', 'OData-Version is missing.'));
    const single = /^\/api\/data\/v9\.2\/orders\(([0-9a-f-]+)\)$/.exec(at.pathname);
    if (single) return one(request, single[1] ?? '', body);
    if (at.pathname === '/api/data/v9.2/orders' && request.method === 'GET') return list(request, at);
    return says(404, fault('0x80060888', 'Resource not found.'));
  }

  function list(request: IncomingMessage, at: URL): Answer {
    if (at.searchParams.has('$skip')) return says(400, fault('0x80060888', 'Skip Clause is not supported in CRM'));
    const prefer = String(request.headers.prefer ?? '');
    const delta = at.searchParams.get('$deltatoken');
    if (delta !== null) return changes(Number(delta));
    const isTracking = prefer.includes('odata.track-changes');
    const size = Number(/odata\.maxpagesize=(\d+)/.exec(prefer)?.[1] ?? 5_000);
    const asked = at.searchParams.get('$skiptoken');
    // The link carries what the server needs, twice encoded; whoever rebuilds it breaks it.
    const start = asked === null ? 0 : Number(/pagenumber="(\d+)"/.exec(decodeURIComponent(asked))?.[1] ?? Number.NaN);
    if (Number.isNaN(start) || (asked !== null && size !== pageSize))
      return says(400, fault('0x80044355', 'Malformed paging cookie.'));
    const all = orders.filter(({ isGone }) => !isGone);
    const shown = all.slice(start, start + Math.min(size, pageSize));
    const next = start + shown.length;
    const hasMore = next < all.length;
    return says(200, {
      '@odata.context': `${url}/api/data/v9.2/$metadata#orders`,
      value: shown.map(rowOf),
      ...(hasMore && {
        '@odata.nextLink': `${url}/api/data/v9.2/orders?$skiptoken=${encodeURIComponent(encodeURIComponent(`<cookie pagenumber="${next}" />`))}`,
      }),
      ...(!hasMore && isTracking && { '@odata.deltaLink': `${url}/api/data/v9.2/orders?$deltatoken=${clock}` }),
    });
  }

  function changes(since: number): Answer {
    if (since < oldestLink) return says(410, fault('0x80060892', 'The delta token has expired.'));
    const changed = orders.filter(({ changedAt }) => changedAt > since);
    return says(200, {
      '@odata.context': `${url}/api/data/v9.2/$metadata#orders/$delta`,
      value: changed.map((order) =>
        order.isGone
          ? { '@odata.context': `${url}/api/data/v9.2/$metadata#orders/$deletedEntity`, id: order.id, reason: 'deleted' }
          : rowOf(order),
      ),
      '@odata.deltaLink': `${url}/api/data/v9.2/orders?$deltatoken=${clock}`,
    });
  }

  function one(request: IncomingMessage, id: string, body: string): Answer {
    const order = orders.find((candidate) => candidate.id === id && !candidate.isGone);
    if (!order) return says(404, fault('0x80040217', `order With Id = ${id} Does Not Exist`));
    if (request.method === 'GET') return says(200, rowOf(order));
    if (request.method !== 'PATCH') return says(405, fault('0x0', 'Not allowed.'));
    if (request.headers['if-match'] !== etagOf(order)) {
      return says(412, fault('0x80060882', "The version of the existing record doesn't match the RowVersion property provided."));
    }
    touch(id, (changed) => Object.assign(changed, JSON.parse(body) as object, { version: changed.version + 1 }));
    return { status: 204, headers: { 'odata-entityid': `${url}/api/data/v9.2/orders(${id})` } };
  }

  function rowOf(order: Order): object {
    return { '@odata.etag': etagOf(order), orderid: order.id, title: order.title };
  }
}

export function idOf(index: number): string {
  return `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`;
}

const etagOf = ({ version }: Order): string => `W/"${version}"`;
const fault = (code: string, message: string) => ({ error: { code, message } });

function signIn(form: URLSearchParams): Answer {
  const isRight = form.get('grant_type') === 'client_credentials' && form.get('client_secret') === 'of-tests-only';
  if (!isRight) return says(401, { error: 'invalid_client', error_description: 'Wrong secret.' });
  return says(200, { access_token: accessToken, token_type: 'Bearer', expires_in: 3599 });
}

interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function says(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return { status, body, headers };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
