import { type Bytes, bytesOf, fromBase64, signedText, toBase64 } from './parts.ts';

/** A message that is about to be sent. */
export interface OutgoingWebhook {
  /** Without a dot: it is one of three parts that dots keep apart. */
  readonly id: string;
  /** Of this attempt, epoch seconds. */
  readonly timestamp: number;
  readonly body: string | Uint8Array;
}

/** How messages of an endpoint are signed: `v1` with a secret both sides know, `v1a` with a key pair. */
export type SignatureScheme = 'v1' | 'v1a';

/** `secret` signs: `whsec_…` or `whsk_…`. Of a pair, `publicKey` (`whpk_…`) is for the receiver. */
export interface WebhookKeys {
  readonly secret: string;
  readonly publicKey: string | null;
}

/** Value of the `webhook-signature` header: one signature per key, separated by spaces. */
export async function signWebhook({ id, timestamp, body }: OutgoingWebhook, secrets: readonly string[]): Promise<string> {
  if (id.includes('.')) throw new TypeError('The id of a webhook message holds no dot.');
  const text = signedText(id, String(timestamp), bytesOf(body));
  return (await Promise.all(secrets.map((secret) => signatureOf(secret, text)))).join(' ');
}

async function signatureOf(secret: string, text: Bytes): Promise<string> {
  const isPair = secret.startsWith('whsk_');
  const bytes = fromBase64(secret.replace(/^wh(sec|sk)_/, ''));
  if (!bytes) throw new TypeError('A webhook secret is whsec_ or whsk_ and base64.');
  if (isPair) {
    const key = await crypto.subtle.importKey('pkcs8', pkcs8Of(bytes), { name: 'Ed25519' }, false, ['sign']);
    return `v1a,${toBase64(new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, text)))}`;
  }
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return `v1,${toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)))}`;
}

/** New keys: a secret of 32 random bytes, or an ed25519 pair. */
export async function newWebhookKeys(scheme: SignatureScheme): Promise<WebhookKeys> {
  if (scheme === 'v1') return { secret: `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`, publicKey: null };
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('This runtime makes no ed25519 pairs.');
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  // The seed is what comes last (RFC 8410 §7).
  return { secret: `whsk_${toBase64(pkcs8.slice(-32))}`, publicKey: `whpk_${toBase64(raw)}` };
}

/** An ed25519 seed as PKCS #8 (RFC 8410 §7): nothing in it changes but the seed. */
function pkcs8Of(seed: Bytes): Bytes {
  const head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
  return Uint8Array.from([...head, ...seed]);
}
