import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import { isStrongRsa } from './rsa-strength.ts';

const f4 = Uint8Array.of(1, 0, 1);
const allPrimes = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];
const product = [...allPrimes, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167].reduce(
  (all, prime) => all * BigInt(prime),
  1n,
);

/** A modulus with the print of the chip: a power of 65537 by all small primes. */
function rocaModulus(bits: number, exponent: bigint): Uint8Array {
  let power = 1n;
  for (let i = 0n; i < exponent; i++) power = (power * 65_537n) % product;
  const steps = (1n << BigInt(bits - 1)) / product + 12_345n;
  // The product is odd, so one of two neighbours is an odd number.
  const modulus = power + product * steps;
  return bytesOf(modulus % 2n === 1n ? modulus : modulus + product);
}

function bytesOf(number: bigint): Uint8Array {
  const hex = number.toString(16);
  return Uint8Array.from(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

describe('an RSA key', () => {
  it('as they are made today is taken', async () => {
    for (const modulusLength of [2048, 3072]) {
      const { publicKey } = await generateKeyPair('RS256', { modulusLength, extractable: true });
      const { n = '', e = '' } = await exportJWK(publicKey);
      assert.equal(isStrongRsa(Buffer.from(n, 'base64url'), Buffer.from(e, 'base64url')), true);
    }
  });

  it('with the print of the weak chips is not', () => {
    for (const bits of [2048, 3072, 4096]) {
      for (const exponent of [1n, 77n, 1_000n])
        assert.equal(isStrongRsa(rocaModulus(bits, exponent), f4), false, `${bits} ${exponent}`);
    }
  });

  it('that is too short, too long, or even is not', () => {
    const modulus = (bytes: number, last = 0x2b) => Uint8Array.from({ length: bytes }, (_, i) => (i === bytes - 1 ? last : 0xc5));
    assert.equal(isStrongRsa(modulus(256), f4), true);
    for (const weak of [modulus(255), modulus(128), modulus(1025), modulus(256, 0x2a), new Uint8Array(), new Uint8Array(256)]) {
      assert.equal(isStrongRsa(weak, f4), false);
    }
    const padded = new Uint8Array(256);
    padded.set(modulus(128), 128);
    assert.equal(isStrongRsa(padded, f4), false, 'leading zeros make no key longer');
  });

  it('whose exponent is 1, even, nothing or huge is not', () => {
    const modulus = Uint8Array.from({ length: 256 }, () => 0xc5);
    assert.equal(isStrongRsa(modulus, Uint8Array.of(3)), true);
    for (const exponent of [[1], [0, 0, 1], [2], [0], [], Array.from({ length: 40 }, () => 0xff)]) {
      assert.equal(isStrongRsa(modulus, Uint8Array.from(exponent)), false, String(exponent));
    }
  });
});
