/** Longest externalRef the contract takes. */
const longest = 200;

/** The same reference for the same key, whatever its case and spacing. A key that is too long ends in its digest. */
export function stableRef(key: string): string {
  const plain = key.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 17)}~${digest(plain)}`;
}

/** FNV-1a, 64 bits, as 16 hexadecimal digits. It tells long keys apart; it is no protection. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
