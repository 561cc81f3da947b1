import { base64url } from 'jose';
import { sha256 } from '../internal/digest.ts';
import type { Idempotency } from '../ports/store.ts';
import type { Identity } from './auth/identity.ts';
import type { Operation } from './operations/operation.ts';
import { refuse } from './problem.ts';

/**
 * The key by which an operation happens once, if it is sent.
 * @throws ProblemError `malformed_request` when it cannot be read, or would promise what the operation does not keep
 */
export function idempotencyKeyOf({ method, idempotency }: Operation, headers: Headers): string | undefined {
  // Other methods may be repeated as they are; a key that comes along with all requests does no harm.
  if (method !== 'post') return undefined;
  const key = readIdempotencyKey(headers);
  if (key === undefined || idempotency === 'harmless') return undefined;
  if (idempotency !== undefined) return key;
  throw refuse('malformed_request', {
    detail: 'This operation does not honour Idempotency-Key: it happens each time it is asked for.',
    hint: 'Leave the header out, and repeat the request only where a second time does no harm.',
  });
}

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07), quoted or bare.
 * @throws ProblemError `malformed_request`
 */
function readIdempotencyKey(headers: Headers): string | undefined {
  const value = headers.get('idempotency-key');
  if (value === null) return undefined;
  const [, quoted, bare] = /^(?:"([\x20-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/.exec(value.trim()) ?? [];
  const key = quoted?.replace(/\\(["\\])/g, '$1') ?? bare;
  if (key !== undefined) return key;
  throw refuse('malformed_request', {
    detail: 'The header Idempotency-Key cannot be read.',
    hint: 'Send 1 to 255 printable ASCII characters, best a new UUID for each thing to do.',
  });
}

/** Digest of what was asked: the same key may only come again with the same one. */
export async function fingerprintOf(method: string, path: string, body: unknown): Promise<string> {
  return base64url.encode(await sha256(`${method} ${path}\n${JSON.stringify(body)}`));
}

/**
 * Requests with a key that are running in this process. A second one with the same key is told so rather than made to wait.
 * Across processes the store's transaction makes it happen once all the same.
 */
export class RunningKeys {
  readonly #running = new Set<string>();

  /** @throws ProblemError `idempotency_in_progress` */
  async run<T>(identity: Identity, idempotency: Idempotency, work: () => Promise<T>): Promise<T> {
    const name = JSON.stringify([identity.tenant, identity.id, idempotency.key]);
    if (this.#running.has(name)) {
      throw refuse('idempotency_in_progress', {
        detail: 'A request with this Idempotency-Key is still running.',
        hint: 'Wait for its answer, or repeat it in a second.',
      });
    }
    this.#running.add(name);
    try {
      return await work();
    } finally {
      this.#running.delete(name);
    }
  }
}
