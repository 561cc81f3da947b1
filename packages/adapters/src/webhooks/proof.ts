import type { HostWebhooks } from '@dispatchkit/contract/manifest';
import { interpolateText, type TemplateValues } from '../templates/interpolate.ts';
import { base64ToBytes, hexToBytes, hmacSha256 } from '../wire/bytes.ts';
import { readEvery } from './read-every.ts';

/** What a host has sent, raw: signatures are made of bytes. */
export interface HostWebhookRequest {
  /** Absolute, with the query. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

type Proof = HostWebhooks['proof'];

/** True when the sender knows the secret. How long that takes to say tells nothing about it. */
export async function isProven(
  proof: Proof,
  request: HostWebhookRequest,
  content: unknown,
  values: TemplateValues,
  nowMs: number,
): Promise<boolean> {
  switch (proof.kind) {
    case 'hmac-sha256':
      return await isSigned(proof, request, interpolateText(proof.secret, values), nowMs);
    case 'header':
      return await isSame(request.headers.get(proof.header), interpolateText(proof.value, values));
    case 'query':
      return await isSame(new URL(request.url).searchParams.get(proof.parameter), interpolateText(proof.value, values));
    default: {
      const expected = interpolateText(proof.value, values);
      // Every entry of a list has to name it: otherwise one that is known would let in all others.
      const found = readEvery(content, proof.path);
      const checks = await Promise.all(found.map((value) => isSame(value, expected)));
      return checks.length > 0 && checks.every((isRight) => isRight);
    }
  }
}

async function isSigned(
  proof: Extract<Proof, { kind: 'hmac-sha256' }>,
  { headers, body }: HostWebhookRequest,
  secret: string,
  nowMs: number,
): Promise<boolean> {
  const header = headers.get(proof.header)?.trim();
  if (header === undefined || !header.startsWith(proof.prefix)) {
    return false;
  }
  const decode = proof.encoding === 'hex' ? hexToBytes : base64ToBytes;
  const signature = decode(header.slice(proof.prefix.length));
  if (signature === undefined) {
    return false;
  }
  if (proof.timestampHeader === undefined) {
    return isEqual(signature, await hmacSha256(secret, body));
  }
  const timestamp = headers.get(proof.timestampHeader)?.trim() ?? '';
  const atMs = timestampMs(timestamp);
  if (atMs === undefined || Math.abs(nowMs - atMs) > proof.toleranceSeconds * 1_000) {
    return false;
  }
  // The time is signed along: otherwise an old message with a new time would pass.
  const stamped = new TextEncoder().encode(`${timestamp}.`);
  const signed = new Uint8Array(stamped.length + body.length);
  signed.set(stamped);
  signed.set(body, stamped.length);
  return isEqual(signature, await hmacSha256(secret, signed));
}

/** Seconds, milliseconds or an instant. */
function timestampMs(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) {
    return Number(text) * 1_000;
  }
  if (/^\d{12,14}$/.test(text)) {
    return Number(text);
  }
  const atMs = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** Compared by their digests under a key of this moment: neither length nor beginning can be found out by trying. */
async function isSame(given: unknown, expected: string): Promise<boolean> {
  const text = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  const key = crypto.randomUUID();
  const encoder = new TextEncoder();
  const [one, other] = await Promise.all([hmacSha256(key, encoder.encode(text)), hmacSha256(key, encoder.encode(expected))]);
  return isEqual(one, other) && expected !== '';
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= (one[at] ?? 0) ^ (other[at] ?? 0);
  }
  return difference === 0;
}
