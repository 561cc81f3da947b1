/** Shortest and longest RSA modulus that is taken. Longer ones only make checking slow. */
const minBits = 2048;
const maxBits = 8192;

/**
 * Whether an RSA public key may be relied on: 2048 to 8192 bits, an odd exponent of 3 or more, and not one of the weak keys that a
 * widely sold chip made (ROCA, CVE-2017-15361).
 */
export function isStrongRsa(modulus: Uint8Array, exponent: Uint8Array): boolean {
  const bits = bitsOf(modulus);
  if (bits < minBits || bits > maxBits || isEven(modulus)) return false;
  if (isEven(exponent) || bitsOf(exponent) < 2 || bitsOf(exponent) > 256) return false;
  return !hasRocaPrint(modulus);
}

/** 65537, whose powers the chip built its primes from. */
const generator = 65_537;
const primes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

/**
 * Moduli of such primes leave powers of 65537 as remainders by each small prime (Nemec et al., "The Return of Coppersmith's Attack", §2.3).
 * Of other moduli about one in 2^27 does.
 */
function hasRocaPrint(modulus: Uint8Array): boolean {
  return primes.every((prime) => powersBy(prime).has(remainder(modulus, prime)));
}

function powersBy(prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * (generator % prime)) % prime) powers.add(power);
  return powers;
}

function remainder(bytes: Uint8Array, prime: number): number {
  return bytes.reduce((rest, byte) => (rest * 256 + byte) % prime, 0);
}

function bitsOf(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first - 1) * 8 + (32 - Math.clz32(bytes[first] ?? 0));
}

function isEven(bytes: Uint8Array): boolean {
  return ((bytes.at(-1) ?? 0) & 1) === 0;
}
