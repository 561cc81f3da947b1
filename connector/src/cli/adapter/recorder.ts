import type { HostExchange } from '@dispatchkit/contract/manifest';

export interface Recorder {
  /** Asks the host, and answers what was kept of it: what is read of a recording is what was read when it was made. */
  readonly send: (request: Request) => Promise<Response>;
  /** What was exchanged since the last call, without repetitions of anything before. */
  take(): HostExchange[];
}

export interface RecorderOptions {
  readonly withoutPeople: (answer: unknown) => unknown;
  /** Values that must not stand in a file. */
  readonly secrets: readonly string[];
  /** Origin that stands in files instead of the host's own. */
  readonly origin: string;
}

const keptHeaders = ['content-type', 'etag', 'link', 'retry-after', 'odata-version'];
const secretKey = /pass(word|wd)?$|token$|secret|session|api_?key|cookie|authorization/i;

/** Writes down what is asked of a host and what it answers. Secrets are left out of questions, and made unreadable in answers. */
export function recorder({ withoutPeople, secrets, origin }: RecorderOptions): Recorder {
  const seen = new Set<string>();
  let taken: HostExchange[] = [];
  const isSecret = (text: string) => secrets.some((secret) => secret !== '' && text.includes(secret));

  function keep(request: Request, question: string, answer: Response, body: unknown, text: string | undefined): void {
    const url = new URL(request.url);
    const query = Object.fromEntries([...url.searchParams].filter(([name, value]) => !secretKey.test(name) && !isSecret(value)));
    const asked = parsed(question);
    const exchange: HostExchange = {
      request: {
        method: request.method,
        path: decodeURIComponent(url.pathname),
        ...(Object.keys(query).length > 0 ? { query } : {}),
        ...(asked === undefined ? {} : { body: anythingForSecrets(asked, isSecret) }),
      },
      response: {
        status: answer.status,
        headers: Object.fromEntries(
          keptHeaders.flatMap((name) => {
            const value = answer.headers.get(name);
            return value === null ? [] : [[name, value.replaceAll(url.origin, origin)]];
          }),
        ),
        ...(body === undefined ? {} : { body: unreadable(body, isSecret, url.origin, origin) }),
        ...(text === undefined ? {} : { text: text.replaceAll(url.origin, origin) }),
      },
    };
    const mark = JSON.stringify(exchange.request);
    if (seen.has(mark)) return;
    seen.add(mark);
    taken.push(exchange);
  }

  return {
    async send(request) {
      const question = request.body === null ? '' : await request.clone().text();
      const answer = await fetch(request, { redirect: 'manual' });
      const text = await answer.text();
      const json = parsed(text);
      const body = json === undefined ? undefined : withoutPeople(json);
      keep(request, question, answer, body, json === undefined && text !== '' ? text : undefined);
      const headers = new Headers(answer.headers);
      for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) headers.delete(name);
      const sent = body === undefined ? text : JSON.stringify(body);
      return new Response(sent === '' ? null : sent, { status: answer.status, headers });
    },
    take() {
      const exchanges = taken;
      taken = [];
      return exchanges;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In a question `*` is anything. */
function anythingForSecrets(value: unknown, isSecret: (text: string) => boolean): unknown {
  return mapped(value, (text, key) => (secretKey.test(key) || isSecret(text) ? '*' : text));
}

function unreadable(value: unknown, isSecret: (text: string) => boolean, from: string, to: string): unknown {
  return mapped(value, (text, key) => (secretKey.test(key) || isSecret(text) ? 'left-out' : text.replaceAll(from, to)));
}

function mapped(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((part) => mapped(part, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapped(part, change, name)]));
}
