import { type Bytes, bytesOf, fromBase64, signedText, standardTolerance } from './parts.ts';

/** What came in. `body` is the body exactly as received: parsed and written again it would have other bytes. */
export interface ReceivedWebhook {
  readonly body: string | Uint8Array;
  /** Headers of the request, or an object with their names in lower case (as `request.headers` of Node). */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface VerifyOptions {
  /** The secret of the endpoint (`whsec_…`), or its public key (`whpk_…`); several while one is being replaced. */
  readonly keys: string | readonly string[];
  /** How old or how far ahead the message may be, seconds, default 300. Keeps recorded messages from being sent again. */
  readonly toleranceSeconds?: number;
  /** Present time, epoch milliseconds. */
  readonly nowMs?: number;
}

export interface VerifiedWebhook {
  /** The same on every attempt: whoever has seen it has the event already. */
  readonly id: string;
  /** Of this attempt, epoch milliseconds. */
  readonly sentAtMs: number;
}

/** The message must not be believed. Says what is wrong with it, for the log; the sender needs no more than a 400 or 401. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly reason: 'header_missing' | 'timestamp_malformed' | 'too_old' | 'too_new' | 'no_match';

  constructor(reason: WebhookVerificationError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** More signatures than anybody needs; each costs a computation. */
const maxSignatures = 16;

/**
 * Checks that a message comes from the connector and is fresh, as Standard Webhooks 1.0.0 says: `v1` (HMAC-SHA256) with a secret, `v1a`
 * (ed25519) with a public key. Comparisons take constant time. Needs nothing but Web Crypto.
 * @throws WebhookVerificationError
 * @throws TypeError for a key in another form
 *
 * @example
 * const body = await request.text();
 * const { id } = await verifyWebhook({ body, headers: request.headers }, { keys: process.env.WEBHOOK_SECRET });
 * const event = JSON.parse(body);
 */
export async function verifyWebhook(received: ReceivedWebhook, options: VerifyOptions): Promise<VerifiedWebhook> {
  const id = headerOf(received, 'webhook-id');
  const timestamp = headerOf(received, 'webhook-timestamp');
  const signatures = headerOf(received, 'webhook-signature');
  const sentAtMs = checkTimestamp(timestamp, options);
  const text = signedText(id, timestamp, bytesOf(received.body));
  const keys = await Promise.all([options.keys].flat().map((key: string) => importKey(key)));
  for (const entry of signatures.split(' ').slice(0, maxSignatures)) {
    const comma = entry.indexOf(',');
    const signature = fromBase64(entry.slice(comma + 1));
    if (comma < 0 || signature === undefined || signature.byteLength === 0) continue;
    const scheme = entry.slice(0, comma);
    for (const key of keys) if (key.scheme === scheme && (await key.verify(signature, text))) return { id, sentAtMs };
  }
  throw new WebhookVerificationError('no_match', 'No signature of the message fits.');
}

function headerOf({ headers }: ReceivedWebhook, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value !== 'string' || value === '')
    throw new WebhookVerificationError('header_missing', `The header ${name} is missing.`);
  return value;
}

function checkTimestamp(timestamp: string, { nowMs = Date.now(), toleranceSeconds = standardTolerance }: VerifyOptions): number {
  if (!/^\d{1,15}$/.test(timestamp)) {
    throw new WebhookVerificationError('timestamp_malformed', 'The timestamp is not a number of seconds.');
  }
  const sentAtMs = Number(timestamp) * 1000;
  if (nowMs - sentAtMs > toleranceSeconds * 1000) throw new WebhookVerificationError('too_old', 'The message is too old.');
  if (sentAtMs - nowMs > toleranceSeconds * 1000)
    throw new WebhookVerificationError('too_new', 'The message is from the future.');
  return sentAtMs;
}

interface VerificationKey {
  readonly scheme: string;
  verify(signature: Bytes, text: Bytes): Promise<boolean>;
}

async function importKey(key: string): Promise<VerificationKey> {
  const isPublic = key.startsWith('whpk_');
  const bytes = fromBase64(key.replace(/^wh(sec|pk)_/, ''));
  if (!bytes || bytes.byteLength === 0) throw new TypeError('A webhook key is whsec_ or whpk_ and base64.');
  if (isPublic) {
    const imported = await crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']);
    return { scheme: 'v1a', verify: (signature, text) => crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, text) };
  }
  const imported = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return { scheme: 'v1', verify: (signature, text) => crypto.subtle.verify('HMAC', imported, signature, text) };
}
