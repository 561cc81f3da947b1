import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Whether an address belongs to a proxy whose word on others is taken. */
export type TrustsProxy = (address: string, hop: number) => boolean;

/**
 * Who is believed: so many proxies, counted from here, or those of these networks (CIDR).
 * @throws Error naming the network that cannot be read
 */
export function proxyTrust(trustProxy: number | readonly string[]): TrustsProxy {
  if (typeof trustProxy === 'number') return (_, hop) => hop < trustProxy;
  const networks = trustProxy.map(networkOf);
  return (text) => {
    const address = parse(text);
    return (
      address !== undefined &&
      networks.some(([network, size]) => network.kind() === address.kind() && address.match(network, size))
    );
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
    if (parse(next) === undefined) break;
    address = next;
  }
  return address;
}

/** What requests of an address are counted under: a household has one IPv4 address, but 2⁶⁴ of IPv6. Undefined for this machine. */
export function addressKey(text: string): string | undefined {
  const address = parse(text);
  if (address === undefined) return text;
  if (address.range() === 'loopback') return undefined;
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}

/** IPv4 addresses also where they are written as IPv6 ones (`::ffff:203.0.113.1`). Short forms such as `127.1` are none. */
function parse(text: string): Address | undefined {
  const [address = ''] = text.split('%');
  if (!address.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(address)) return undefined;
  return ipaddr.isValid(address) ? ipaddr.process(address) : undefined;
}

function networkOf(text: string): readonly [network: Address, size: number] {
  const [address = '', length, ...rest] = text.split('/');
  const network = parse(address);
  const most = network?.kind() === 'ipv4' ? 32 : 128;
  const size = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (network === undefined || rest.length > 0 || !(size <= most)) {
    throw new Error(`server.trustProxy: "${text}" is no network. Give networks such as 10.0.0.0/8 or fd00::/8.`);
  }
  return [network, size];
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711` are written by some proxies. */
function withoutPort(text: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(text) ?? [];
  return bracketed ?? plain ?? text;
}
