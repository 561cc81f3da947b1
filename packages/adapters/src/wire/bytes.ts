/** Base64 of a text in UTF-8. */
export function toBase64(text: string): string {
  return bytesToBase64(new TextEncoder().encode(text));
}

export function bytesToBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/** Undefined for what is no Base64; the alphabet for addresses is read, too. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const plain = text.trim().replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
    return undefined;
  }
  try {
    return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Undefined for what is no hexadecimal text. */
export function hexToBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const plain = text.trim();
  if (plain.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(plain)) {
    return undefined;
  }
  return Uint8Array.from({ length: plain.length / 2 }, (_, at) => Number.parseInt(plain.slice(at * 2, at * 2 + 2), 16));
}

/** HMAC-SHA256 (RFC 2104). An empty key is none that could be used, and is refused by WebCrypto of some runtimes. */
export async function hmacSha256(key: string, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', new TextEncoder().encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, content));
}
