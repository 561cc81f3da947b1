import type { Egress } from '../ports/egress.ts';
import type { Fetch } from '../ports/fetch.ts';
import { bareHost, isAddress, isBlock, isOwnMachine, isPublicAddress, isWithin } from './public-address.ts';

export interface EgressRules {
  /**
   * Accept `http:` too, where whoever is on the way can read and change what is sent: for trying things out. `own machine` accepts it
   * where nobody is on the way.
   */
  readonly allowHttp: boolean | 'own machine';
  /** Host names, addresses and blocks (CIDR) that may be reached although they are not public. */
  readonly allowPrivate: readonly string[];
}

/** Why an address is not reached. The message is for whoever chose the address, and tells nothing about the network here. */
export class EgressError extends Error {
  override readonly name = 'EgressError';
  readonly reason: 'scheme' | 'credentials' | 'port' | 'host' | 'private' | 'unresolved' | 'redirect';

  constructor(reason: EgressError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * Judges an address by what is written there, without asking anybody. Odd notations (decimal, octal, hexadecimal, full-width) are what
 * they mean: the URL parser has put them right.
 * @throws EgressError
 */
export function checkUrl(address: string, rules: EgressRules): URL {
  const url = parse(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHttpAllowed(url, rules))) {
    throw new EgressError(
      'scheme',
      rules.allowHttp === true ? 'Only https and http addresses are reached.' : 'Only https addresses are reached.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new EgressError('credentials', 'Addresses must not carry a user name or password.');
  }
  if (!isUsualPort(url)) throw new EgressError('port', `Port ${url.port} is not reached.`);
  const host = hostOf(url);
  if (isAllowed(host, rules)) return url;
  if (isAddress(host)) {
    if (!isPublicAddress(host)) throw isPrivate();
  } else if (!isPublicName(host)) {
    throw new EgressError('host', `${host} is not a name of the open internet.`);
  }
  return url;
}

/**
 * `fetch` for addresses that somebody else has chosen: webhooks, and later host systems. The name is resolved once, every address it
 * has must be public (or allowed), and the connection goes to these very addresses, so that a name which changes in between
 * (DNS rebinding) gains nothing. Redirects are never followed: with `redirect: 'error'` they throw, else the answer is returned.
 * @throws EgressError when it must not be reached; whatever the runtime throws when it cannot be
 */
export function guardedFetch(egress: Egress, rules: EgressRules): Fetch {
  return async (address, init) => {
    const url = checkUrl(address, rules);
    const addresses = await unlessAborted(addressesOf(url, egress, rules), init?.signal);
    const request = new Request(url, { ...init, redirect: 'manual' });
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    const { method, headers } = request;
    const answer = await egress.send(url, { method, headers, body, signal: init?.signal ?? undefined }, addresses);
    if (init?.redirect === 'error' && answer.status >= 300 && answer.status < 400) {
      await answer.body?.cancel();
      throw new EgressError('redirect', 'The address answers with a redirect, which is not followed.');
    }
    return answer;
  };
}

/** Resolving cannot be called off everywhere, but nobody has to wait for it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}

function parse(address: string): URL {
  try {
    return new URL(address);
  } catch (cause) {
    throw new EgressError('host', 'This is not an address such as https://erp.example.com/hooks.', { cause });
  }
}

/** Undefined where the platform resolves by itself. */
async function addressesOf(url: URL, egress: Egress, rules: EgressRules): Promise<readonly string[] | undefined> {
  const host = hostOf(url);
  if (isAddress(host)) return [host];
  if (!egress.resolve) return undefined;
  const addresses = await egress.resolve(host).catch((cause: unknown) => {
    throw new EgressError('unresolved', `The name ${host} has no address.`, { cause });
  });
  if (addresses.length === 0) throw new EgressError('unresolved', `The name ${host} has no address.`);
  const isReachable = (address: string) => isPublicAddress(address) || isWithin(address, blocksOf(rules));
  // One bad address among good ones is refused too: which one is taken is not ours to say.
  if (!namesOf(rules).includes(host) && !addresses.every(isReachable)) throw isPrivate();
  return addresses;
}

function isHttpAllowed(url: URL, { allowHttp }: EgressRules): boolean {
  return allowHttp === 'own machine' ? isOwnMachine(hostOf(url)) : allowHttp;
}

function isPrivate(): EgressError {
  return new EgressError('private', 'The address leads to a private or reserved network.');
}

/** Lower case, in its ASCII form, without brackets and without the dot that ends a full name. */
function hostOf(url: URL): string {
  return bareHost(url.hostname).replace(/\.$/, '').toLowerCase();
}

function isAllowed(host: string, rules: EgressRules): boolean {
  return isAddress(host) ? isWithin(host, blocksOf(rules)) : namesOf(rules).includes(host);
}

function blocksOf({ allowPrivate }: EgressRules): string[] {
  return allowPrivate.filter(isBlock);
}

function namesOf({ allowPrivate }: EgressRules): string[] {
  return allowPrivate.filter((entry) => !isBlock(entry)).map((name) => name.toLowerCase());
}

/** Names of networks at home and at work, and of a machine itself (RFC 6761, 6762, 8375, 9476). */
const privateSuffixes =
  /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|home\.arpa|localdomain|test|invalid|example|onion|alt)$/;

/** A name without a dot is looked up in the search domains of whoever resolves it. */
function isPublicName(host: string): boolean {
  return host.includes('.') && !privateSuffixes.test(host);
}

/** Ports of https and http, and those anybody may open, without the ones where something else listens (WHATWG Fetch, "bad port"). */
function isUsualPort({ port }: URL): boolean {
  if (port === '' || port === '80' || port === '443') return true;
  const number = Number(port);
  return number >= 1024 && !badPorts.has(number);
}

const badPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);
