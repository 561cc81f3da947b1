import ipaddr from 'ipaddr.js';

/** Host of a URL without the brackets of IPv6. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** Whether the text is an IPv4 (four decimal parts) or IPv6 address. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** Ways to write this machine. */
export const ownMachine: readonly string[] = ['localhost', '127.0.0.0/8', '::1'];

/** Whether the host (without brackets) is this machine, and what is sent there never on a network. */
export function isOwnMachine(host: string): boolean {
  return host === 'localhost' || isWithin(host, ownMachine.filter(isBlock));
}

/**
 * Whether the address is one of the open internet (IANA special-purpose registries, RFC 6890). What only leads to another address,
 * such as IPv4-mapped, NAT64, 6to4 and Teredo, is not. Text that is no address is not either.
 */
export function isPublicAddress(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    return address.range() === 'unicast' && !isWithin(text, unlistedV4);
  }
  if (!ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.IPv6.parse(text);
  // Only this block has been given out for the open internet so far.
  return (
    address.zoneId === undefined && address.range() === 'unicast' && isWithin(text, ['2000::/3']) && !isWithin(text, unlistedV6)
  );
}

/** Not for others, though the library counts them as ordinary: Azure's wire server, and blocks for protocols and documents. */
const unlistedV4 = ['168.63.129.16/32', '0.0.0.0/8', '192.0.0.0/24', '192.88.99.0/24', '240.0.0.0/4'];
const unlistedV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Whether an address lies in one of the blocks (CIDR) or is one of the addresses. */
export function isWithin(text: string, blocks: readonly string[]): boolean {
  if (!isAddress(text)) return false;
  const address = ipaddr.parse(text);
  return blocks.some((block) => {
    const [base, bits] = parseBlock(block);
    return base.kind() === address.kind() && address.match(base, bits);
  });
}

/** Whether the text is a block such as `10.0.0.0/8` or `fd00::/8`, or a single address. */
export function isBlock(text: string): boolean {
  return isAddress(text) || ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text);
}

function parseBlock(text: string): [ReturnType<typeof ipaddr.parse>, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
