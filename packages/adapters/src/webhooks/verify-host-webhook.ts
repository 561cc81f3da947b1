import type { HostManifest, HostWebhooks } from '@dispatchkit/contract/manifest';
import { HostError, type HostSurroundings } from '../host.ts';
import { connectionSettings } from '../wire/connection-settings.ts';
import { openDepthGauge } from '../wire/json-depth.ts';
import { type ChangedRecords, changedRecords } from './changed.ts';
import { type HostWebhookRequest, isProven } from './proof.ts';

const longestBody = 1_000_000;
const deepest = 100;
/** Printable ASCII of which no browser makes a page. */
const answerable = /^[ -;=?-~]{1,1000}$/;

/** What a message of a host is. */
export type HostWebhook =
  /** The host wants to see `answer` again: status 200, `text/plain`, never as HTML. */
  | { readonly is: 'handshake'; readonly answer: string }
  /** To be read again. */
  | { readonly is: 'changed'; readonly changed: readonly ChangedRecords[] }
  /** Not from the host, or nothing to speak of. The reason is for the log of the operator, not for who has sent it. */
  | { readonly is: 'refused'; readonly reason: string };

/**
 * Looks at a message of a host: its handshake, its proof, and what it says has changed. Never throws for what was sent.
 * @param settings values of the settings, secrets among them
 */
export async function verifyHostWebhook(
  manifest: HostManifest,
  request: HostWebhookRequest,
  settings: HostSurroundings['settings'],
  nowMs: number,
): Promise<HostWebhook> {
  try {
    return await verify(manifest, request, settings, nowMs);
  } catch (error) {
    // A setting that has no value.
    if (error instanceof HostError) {
      return refused(error.message);
    }
    throw error;
  }
}

async function verify(
  manifest: HostManifest,
  request: HostWebhookRequest,
  settings: HostSurroundings['settings'],
  nowMs: number,
): Promise<HostWebhook> {
  const { webhooks } = manifest;
  if (webhooks === undefined) {
    return refused('This host sends no messages.');
  }
  const values = connectionSettings(manifest.settings, settings);
  const handshake = webhooks.handshake === undefined ? null : new URL(request.url).searchParams.get(webhooks.handshake.parameter);
  if (handshake !== null) {
    const key = handshakeKey(webhooks);
    if (key === undefined || !(await isProven(key, request, undefined, values, nowMs))) {
      return refused('The key in the address of the handshake is missing or wrong.');
    }
    return answerable.test(handshake) ? { is: 'handshake', answer: handshake } : refused('The handshake is not as it should be.');
  }
  if (request.body.length > longestBody) {
    return refused('The message is too large.');
  }
  const content = contentOf(request);
  if (!(await isProven(webhooks.proof, request, content, values, nowMs))) {
    return refused('The proof is missing, wrong or too old.');
  }
  return { is: 'changed', changed: changedRecords(manifest, content, values) };
}

/** Signatures, headers and bodies come with messages alone: what a handshake can have is a secret in the address. */
function handshakeKey({ handshake, proof }: HostWebhooks): HostWebhooks['proof'] | undefined {
  if (proof.kind === 'query') {
    return proof;
  }
  return handshake?.key && { kind: 'query', ...handshake.key };
}

function refused(reason: string): HostWebhook {
  return { is: 'refused', reason };
}

/** JSON or a form; undefined when it is neither: that something has changed is said nevertheless. */
function contentOf({ headers, body }: HostWebhookRequest): unknown {
  const text = new TextDecoder().decode(body);
  if ((headers.get('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (openDepthGauge().feed(body) > deepest) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
