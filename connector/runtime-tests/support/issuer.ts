import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Somebody whose tokens the connector accepts, with an address for the public keys as an identity provider has. */
export interface TestIssuer {
  /** Its `iss`. */
  readonly name: string;
  readonly jwksUri: string;
  readonly kid: string;
  readonly keys: KeyPair;
  /** What it publishes; may be changed. */
  jwks: unknown;
  /** How often the keys were asked for. */
  readonly fetches: number;
  sign(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export async function openIssuer(name: string, kid: string): Promise<TestIssuer> {
  const keys = await generateKeyPair('ES256', { extractable: true });
  let jwks: unknown = { keys: [await publicKey(keys, kid)] };
  let fetches = 0;
  const server = createServer((_, response) => {
    fetches += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    name,
    jwksUri: `http://127.0.0.1:${port}/keys`,
    kid,
    keys,
    get jwks() {
      return jwks;
    },
    set jwks(published) {
      jwks = published;
    },
    get fetches() {
      return fetches;
    },
    sign: (claims, header = {}) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(keys.privateKey),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function publicKey(pair: KeyPair, kid: string): Promise<JWK> {
  return { ...(await exportJWK(pair.publicKey)), kid, use: 'sig' };
}
