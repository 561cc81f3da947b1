import { exportJWK, generateKeyPair } from 'jose';
import { claimsFor } from './claims.ts';
import { type KeyPair, publicKey, type TestIssuer } from './issuer.ts';

/** A token that must be refused. */
export interface Forgery {
  /** What of `jwt-refusal-list.json` it is an instance of. */
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Header, payload and the key that signs them, each as wrong as wanted; a library would refuse to build them. */
type Forge = (parts: {
  header?: Json | string;
  claims?: Json | string | Uint8Array;
  key?: CryptoKey;
  signature?: Uint8Array;
}) => Promise<string>;

/** One of every kind, on an issuer whose good tokens are accepted and a second one that is accepted too. */
export async function forgeries(issuer: TestIssuer, other: TestIssuer): Promise<Forgery[]> {
  const good = claimsFor(issuer, 'admin', 'acme');
  const header = { alg: 'ES256', kid: issuer.kid, typ: 'JWT' };
  const forge: Forge = async (parts) => {
    const signed = `${encode(parts.header ?? header)}.${encode(parts.claims ?? good)}`;
    const signature = parts.signature ?? (await signES256(parts.key ?? issuer.keys.privateKey, signed));
    return `${signed}.${base64url(signature)}`;
  };
  const withClaims = (change: Json) => forge({ claims: { ...good, ...change } });
  const withHeader = (change: Json) => forge({ header: { ...header, ...change } });
  const found: Forgery[] = [];
  const add = async (id: string, name: string, token: string | Promise<string>) => found.push({ id, name, token: await token });

  for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
    await add('alg-none', `alg "${alg}", no signature`, `${encode({ ...header, alg })}.${encode(good)}.`);
    await add('alg-none', `alg "${alg}", a signature`, withHeader({ alg }));
  }
  await addConfused(issuer, good, add);
  for (const alg of ['ES384', 'RS256', 'PS256', 'EdDSA', 'ES256K', undefined, 7, ['ES256'], null]) {
    await add('alg-allow-list', `alg ${JSON.stringify(alg)}`, withHeader({ alg }));
  }

  const stranger = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(stranger.publicKey);
  await add('header-keys', 'signed by a key nobody knows', forge({ key: stranger.privateKey }));
  for (const [name, extra] of Object.entries<Json>({
    jwk: { jwk },
    'jwk and its own kid': { jwk, kid: 'stranger' },
    jku: { jku: issuer.jwksUri },
    x5u: { x5u: issuer.jwksUri },
    x5c: { x5c: ['MIIBszCCAVmgAwIBAgIU'] },
  })) {
    await add('header-keys', `${name} in the header`, forge({ header: { ...header, ...extra }, key: stranger.privateKey }));
  }
  const kids = [
    'unknown',
    '../../../etc/passwd',
    "k1' or '1'='1",
    'k1\0',
    '__proto__',
    'constructor',
    'k'.repeat(4096),
    '',
    1,
    null,
    true,
    ['k1'],
    { k1: 1 },
  ];
  for (const kid of kids) await add('kid', `kid ${JSON.stringify(kid).slice(0, 24)}`, withHeader({ kid }));

  const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
  const valid = Buffer.from((await forge({})).split('.')[2] ?? '', 'base64url');
  for (const [name, signature] of Object.entries({
    'r = s = 0': Buffer.alloc(64),
    'r = s = n': Buffer.concat([order, order]),
    'in DER form': Buffer.concat([
      Buffer.from([0x30, 68, 2, 32]),
      valid.subarray(0, 32),
      Buffer.from([2, 32]),
      valid.subarray(32),
    ]),
    'a byte short': valid.subarray(0, 63),
    'a byte long': Buffer.concat([valid, Buffer.alloc(1)]),
    empty: Buffer.alloc(0),
  })) {
    await add('ecdsa', name, forge({ signature }));
  }

  await addUntimely(withClaims, forge, good, add);
  for (const iss of [
    undefined,
    'https://evil.example.com',
    `${issuer.name}/`,
    issuer.name.toUpperCase(),
    issuer.name.slice(0, -1),
    [issuer.name],
    null,
  ]) {
    await add('iss', `iss ${JSON.stringify(iss)}`, withClaims({ iss }));
  }
  for (const aud of [undefined, 'erp', 'dispatchkit-admin', 'dispatch', ['erp', 'crm'], { dispatchkit: true }, []]) {
    await add('aud', `aud ${JSON.stringify(aud)}`, withClaims({ aud }));
  }
  for (const sub of [undefined, '', 7, { id: 'user' }, ['user'], null])
    await add('sub-tenant', `sub ${JSON.stringify(sub)}`, withClaims({ sub }));
  for (const tenant of [undefined, '', ['acme'], 7, '../acme', { acme: 1 }, null]) {
    await add('sub-tenant', `tenant ${JSON.stringify(tenant)}`, withClaims({ tenant }));
  }
  for (const role of [undefined, 'root', '__proto__', 'constructor', 7, null]) {
    await add('sub-tenant', `role ${JSON.stringify(role)}`, withClaims({ role }));
  }
  for (const typ of ['logout+jwt', 'dpop+jwt', 'secevent+jwt', 7]) await add('typ', `typ ${typ}`, withHeader({ typ }));
  for (const extra of [
    { crit: ['exp2'], exp2: 1 },
    { crit: [] },
    { crit: 'b64' },
    { crit: ['b64'] },
    { crit: ['alg'] },
    { crit: [7] },
  ]) {
    await add('crit', `crit ${JSON.stringify(extra)}`, withHeader(extra));
  }
  await add('b64-false', 'b64 false', withHeader({ crit: ['b64'], b64: false }));
  await add('b64-false', 'b64 false that is not critical', withHeader({ b64: false, crit: undefined, typ: 'logout+jwt' }));
  await addTampered(await forge({}), await forge({ claims: { ...good, sub: 'somebody' } }), good, header, add);
  await addMisshapen(await forge({}), forge, add);
  const text = JSON.stringify(good);
  await add('duplicates', 'aud twice, the last one wrong', forge({ claims: `${text.slice(0, -1)},"aud":"erp"}` }));
  await add(
    'duplicates',
    'alg twice, the last one none',
    forge({ header: `${JSON.stringify(header).slice(0, -1)},"alg":"none"}` }),
  );
  await add('size', '7 KB of claims', withClaims({ padding: 'x'.repeat(7_000) }));
  await add(
    'issuer-mixup',
    'signed by the other issuer',
    forge({ header: { ...header, kid: other.kid }, key: other.keys.privateKey }),
  );
  await add('issuer-mixup', 'signed by the other issuer under our key id', forge({ key: other.keys.privateKey }));
  return found;
}

type Add = (id: string, name: string, token: string | Promise<string>) => Promise<unknown>;

/** HS* keyed with what everybody can read. */
async function addConfused(issuer: TestIssuer, good: Json, add: Add): Promise<void> {
  const jwk = JSON.stringify(await publicKey(issuer.keys, issuer.kid));
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', issuer.keys.publicKey));
  const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(spki)
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END PUBLIC KEY-----\n`;
  const secrets = {
    'the JWK': Buffer.from(jwk),
    'the PEM': Buffer.from(pem),
    'the SPKI': Buffer.from(spki),
    'a zero byte': Buffer.alloc(1),
  };
  for (const bits of [256, 384, 512]) {
    for (const [name, secret] of Object.entries(secrets)) {
      const signed = `${encode({ alg: `HS${bits}`, kid: issuer.kid })}.${encode(good)}`;
      const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: `SHA-${bits}` }, false, ['sign']);
      const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, Buffer.from(signed)));
      await add('alg-confusion', `HS${bits} with ${name}`, `${signed}.${base64url(signature)}`);
    }
  }
}

async function addUntimely(withClaims: (change: Json) => Promise<string>, forge: Forge, good: Json, add: Add): Promise<void> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const untimely: Json[] = [
    { exp: undefined },
    { exp: String(nowSeconds + 600) },
    { exp: null },
    { exp: -1 },
    { exp: 1e300 },
    { exp: nowSeconds - 90 },
    { nbf: nowSeconds + 120 },
    { nbf: 'now' },
  ];
  for (const change of untimely) await add('time', JSON.stringify({ exp: 'missing', ...change }), withClaims(change));
  await add('time', 'exp 1e999', forge({ claims: JSON.stringify(good).replace(String(good.exp), '1e999') }));
  await add('iat-future', 'iat in ten minutes', withClaims({ iat: nowSeconds + 600 }));
  await add('iat-future', 'lives for two days', withClaims({ exp: nowSeconds + 2 * 86_400 }));
}

async function addTampered(token: string, others: string, good: Json, header: Json, add: Add): Promise<void> {
  const [head = '', claims = '', signature = ''] = token.split('.');
  await add('tamper', 'another tenant in the payload', `${head}.${encode({ ...good, tenant: 'north' })}.${signature}`);
  await add('tamper', 'another header', `${encode({ ...header, typ: 'at+jwt' })}.${claims}.${signature}`);
  await add('tamper', 'signature cut', `${head}.${claims}.${signature.slice(0, -4)}`);
  await add('tamper', 'signature extended', `${head}.${claims}.${signature}AAAA`);
  await add('tamper', 'signature of another token', `${head}.${claims}.${others.split('.')[2]}`);
}

async function addMisshapen(token: string, forge: Forge, add: Add): Promise<void> {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const shapes = {
    'two parts': `${head}.${claims}`,
    'four parts': `${token}.AAAA`,
    'five parts': `${token}.AAAA.AAAA`,
    'empty parts': '..',
    padding: `${token}==`,
    'the other base64 alphabet': `${head}.${claims}.${signature.slice(0, -2)}+/`,
    'a space inside': `${head}. ${claims}.${signature}`,
    'JSON form': JSON.stringify({ payload: claims, signatures: [{ protected: head, signature }] }).replaceAll(' ', ''),
    'no token at all': 'undefined',
    'letters of another script': encodeURIComponent('жетон'),
  };
  for (const [name, shape] of Object.entries(shapes)) await add('format', name, shape);
  for (const payload of ['[]', '"text"', '7', 'null', '{', ''])
    await add('format', `payload ${payload || 'empty'}`, forge({ claims: payload }));
  await add('format', 'payload that is not UTF-8', forge({ claims: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }));
}

async function signES256(key: KeyPair['privateKey'], signed: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(signed)));
}

function encode(part: Json | string | Uint8Array): string {
  if (part instanceof Uint8Array) return base64url(part);
  return base64url(Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
