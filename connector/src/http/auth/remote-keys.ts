import { errors, type JWSHeaderParameters } from 'jose';
import { EgressError } from '../../egress/guard.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { Log } from '../../ports/log.ts';
import { type Counter, type Metrics, noMetrics } from '../../ports/metrics.ts';
import { refuse } from '../problem.ts';
import type { IssuerKeys } from './issuer.ts';
import { cureOf } from './issuer-egress.ts';
import { type KeySet, readKeySet } from './key-set.ts';

const maxBytes = 256 * 1024;
const timeoutMilliseconds = 5_000;
/** Keys older than this are asked for again, so that a removed key is refused from then on. */
const maxAgeMilliseconds = 10 * 60_000;
/** Shortest time between two questions, whatever tokens ask for. A flood of unknown key ids costs one fetch per half minute. */
const cooldownMilliseconds = 30_000;

/**
 * Public keys of an issuer, from its JWKS address. Asked when first needed, every ten minutes, and when a token names a key that is
 * not known. An outage, a time-out, an empty or garbled answer leaves the last good keys in use; only when there never were any,
 * tokens answer 503 `issuer_unavailable`.
 */
export class RemoteKeys implements IssuerKeys {
  readonly #address: string;
  readonly #ports: { readonly fetch: Fetch; readonly clock: Clock; readonly log: Log };
  readonly #reads: Counter;
  #keys: KeySet | undefined;
  #goodAtMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #isFailing = false;
  #refreshing: Promise<void> | undefined;

  constructor(address: string, ports: { fetch: Fetch; clock: Clock; log: Log; metrics?: Metrics | undefined }) {
    this.#address = address;
    this.#ports = ports;
    this.#reads = (ports.metrics ?? noMetrics).counter({
      name: 'issuer_key_reads_total',
      help: 'How often the keys of token issuers were asked for, and how it ended: ok or failed.',
      labels: ['outcome'],
    });
  }

  async keyFor(header: JWSHeaderParameters) {
    if (this.#ports.clock.now() - this.#goodAtMs > maxAgeMilliseconds) {
      const refreshed = this.#refresh();
      // Through an outage the known keys answer at once: who waits for a silent issuer, waits once.
      if (!this.#isFailing || this.#keys === undefined) await refreshed;
    }
    try {
      return await this.#find(header);
    } catch (error) {
      const isUnknown = error instanceof errors.JWKSNoMatchingKey;
      if (!isUnknown || !(await this.#refresh())) throw error;
      return this.#find(header);
    }
  }

  #find(header: JWSHeaderParameters) {
    if (this.#keys === undefined) {
      throw refuse('issuer_unavailable', {
        detail: 'The keys of the token issuer could not be read.',
        hint: 'Try again in a moment. The operator finds the cause in the log of the connector.',
        headers: { 'retry-after': String(cooldownMilliseconds / 1000) },
      });
    }
    if (this.#keys.hasSeveral && header.kid === undefined) throw new errors.JWKSMultipleMatchingKeys();
    return this.#keys.find(header);
  }

  /** Whether the issuer was asked (and the keys may be others now). */
  async #refresh(): Promise<boolean> {
    if (this.#refreshing === undefined) {
      if (this.#ports.clock.now() - this.#triedAtMs < cooldownMilliseconds) return false;
      this.#triedAtMs = this.#ports.clock.now();
      this.#refreshing = this.#read().finally(() => {
        this.#refreshing = undefined;
      });
    }
    await this.#refreshing;
    return true;
  }

  async #read(): Promise<void> {
    try {
      const response = await this.#ports.fetch(this.#address, {
        // Packed answers are not wanted: a few bytes could be very many.
        headers: {
          accept: 'application/jwk-set+json, application/json',
          'accept-encoding': 'identity',
          'user-agent': 'Dispatchkit/1',
        },
        // Not followed: an answer that leads elsewhere is no good answer. Workers know no `error`.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!response.ok) throw new Error(`The issuer answered ${response.status}`);
      const keys = readKeySet(JSON.parse(await readLimited(response)));
      if (keys === undefined) throw new Error('The answer holds no usable public key');
      this.#keys = keys;
      this.#goodAtMs = this.#ports.clock.now();
      this.#isFailing = false;
      this.#reads.add({ outcome: 'ok' });
    } catch (cause) {
      this.#isFailing = true;
      this.#reads.add({ outcome: 'failed' });
      const cure = cause instanceof EgressError ? { cure: cureOf(cause) } : {};
      this.#ports.log.error('The keys of a token issuer could not be read', { address: this.#address, ...cure }, cause);
    }
  }
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new Error('The answer is larger than 256 KB');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
