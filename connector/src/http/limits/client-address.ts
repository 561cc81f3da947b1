/** Whether an address belongs to a proxy whose word on others is taken. */
export type TrustsProxy = (address: string, hop: number) => boolean;

/**
 * Who is believed: so many proxies, counted from here, or those of these networks (CIDR).
 * @throws Error naming the network that cannot be read
 */
export function proxyTrust(trustProxy: number | readonly string[]): TrustsProxy {
  if (typeof trustProxy === 'number') return (_, hop) => hop < trustProxy;
  const networks = trustProxy.map(networkOf);
  return (address) => {
    const bits = addressBits(address);
    return bits !== undefined && networks.some(({ prefix }) => bits.startsWith(prefix));
  };
}

/**
 * The address a request comes from. `X-Forwarded-For` is read from its end, where the nearest proxy writes, and only as far as
 * every proxy passed is trusted: what a client wrote there itself is never reached.
 * @param peer who is connected to us; undefined when the runtime does not say
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | null, isTrusted: TrustsProxy): string | undefined {
  if (peer === undefined) return undefined;
  let address = withoutPort(peer);
  const named = forwardedFor === null ? [] : forwardedFor.split(',').slice(-20).reverse();
  for (const [hop, entry] of named.entries()) {
    if (!isTrusted(address, hop)) break;
    const next = withoutPort(entry.trim());
    if (addressBits(next) === undefined) break;
    address = next;
  }
  return address;
}

/** What requests of an address are counted under: a household has one IPv4 address, but 2⁶⁴ of IPv6. Undefined for this machine. */
export function addressKey(address: string): string | undefined {
  const bits = addressBits(address);
  if (bits === undefined) return address;
  if (isLoopback(bits)) return undefined;
  return bits.startsWith(mappedPrefix) ? bits : bits.slice(0, 64);
}

/** `::ffff:0:0/96`, under which IPv4 addresses are written as IPv6 ones. */
const mappedPrefix = `${'0'.repeat(80)}${'1'.repeat(16)}`;

function isLoopback(bits: string): boolean {
  return bits.startsWith(`${mappedPrefix}01111111`) || bits === `${'0'.repeat(127)}1`;
}

function networkOf(text: string): { readonly prefix: string } {
  const [address = '', length, ...rest] = text.split('/');
  const bits = addressBits(address);
  const isMapped = !address.includes(':');
  const most = isMapped ? 32 : 128;
  const size = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (bits === undefined || rest.length > 0 || !(size <= most)) {
    throw new Error(`server.trustProxy: "${text}" is no network. Give networks such as 10.0.0.0/8 or fd00::/8.`);
  }
  return { prefix: bits.slice(0, isMapped ? 96 + size : size) };
}

/** 128 bits as text; IPv4 as mapped into IPv6. Undefined when it is no address. */
function addressBits(address: string): string | undefined {
  const [text = ''] = address.split('%');
  const groups = text.includes(':') ? groupsOf6(text) : mapped(groupsOf4(text));
  return groups?.map((group) => group.toString(2).padStart(16, '0')).join('');
}

function mapped(groups: number[] | undefined): number[] | undefined {
  return groups && [0, 0, 0, 0, 0, 0xffff, ...groups];
}

function groupsOf4(text: string): number[] | undefined {
  const [, ...bytes] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text) ?? [];
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  if (bytes.length !== 4 || [a, b, c, d].some((byte) => byte > 255)) return undefined;
  return [a * 256 + b, c * 256 + d];
}

function groupsOf6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(groupOf)));
  if (head === undefined || [...head, ...(tail ?? [])].some(Number.isNaN)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])];
}

function groupOf(text: string): number[] {
  if (text.includes('.')) return groupsOf4(text) ?? [Number.NaN];
  return [/^[0-9a-f]{1,4}$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN];
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711` are written by some proxies. */
function withoutPort(text: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(text) ?? [];
  return bracketed ?? plain ?? text;
}
