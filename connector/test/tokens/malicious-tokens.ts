import { base64url, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';

/** A request that must be refused with 401, whatever it is asked for. */
export interface MaliciousRequest {
  /** The kind of attack. */
  readonly kind: string;
  readonly name: string;
  /** As pairs, because some send one header twice. */
  readonly headers: readonly (readonly [string, string])[];
  /** Appended to the path. */
  readonly query?: string;
}

export interface TokenRange {
  /** `auth` section of a configuration that trusts the issuers below. */
  readonly auth: { readonly issuers: readonly object[]; readonly development: object };
  /** Must be accepted, or refusing the others shows nothing. */
  readonly good: readonly string[];
  readonly malicious: readonly MaliciousRequest[];
}

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
type Fields = Readonly<Record<string, unknown>>;

const issuerA = 'https://login.example.com';
const issuerB = 'https://other.example.com';
const issuerShared = 'https://shared.example.com';
const encoder = new TextEncoder();

/**
 * Every way of lying with a token that a verifier has to know, with keys of its own. Nothing but Web Crypto is used, so that it can be
 * aimed at a connector on any runtime.
 */
export async function tokenRange(nowMs: number): Promise<TokenRange> {
  const [es, es384, rsa, ed, foreign, stranger] = await Promise.all(
    (['ES256', 'ES384', 'RS256', 'Ed25519', 'ES256', 'ES256'] as const).map((alg) => generateKeyPair(alg, { extractable: true })),
  );
  if (!es || !es384 || !rsa || !ed || !foreign || !stranger) throw new Error('Six pairs were asked for');
  const weak = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  );
  const now = Math.floor(nowMs / 1000);
  const header = { alg: 'ES256', kid: 'k1', typ: 'JWT' };
  const claims = {
    iss: issuerA,
    aud: 'dispatchkit',
    sub: 'user-1',
    tenant: 'acme',
    role: 'admin',
    iat: now - 10,
    exp: now + 600,
  };
  const rsaJwk = await exportJWK(rsa.publicKey);
  const keys = [
    await jwk(es, 'k1'),
    await jwk(es384, 'k384'),
    await jwk(rsa, 'r1'),
    await jwk(ed, 'e1'),
    { ...(await exportJWK(weak.publicKey)), kid: 'weak' },
    { ...rsaJwk, e: 'AQ', kid: 'one' },
    { ...(await jwk(stranger, 'enc')), use: 'enc' },
    { ...(await jwk(stranger, 'ops')), key_ops: ['encrypt'] },
    { ...(await jwk(stranger, 'mismatch')), alg: 'ES384' },
    { kty: 'oct', k: base64url.encode('a shared secret nobody should use'), kid: 'oct' },
  ];
  const auth = {
    issuers: [
      { issuer: issuerA, jwks: { keys }, algorithms: ['ES256', 'RS256', 'EdDSA'], tenants: ['acme', 'globex'] },
      { issuer: issuerB, jwks: { keys: [await jwk(foreign, 'b1')] }, tenant: 'globex' },
      { issuer: issuerShared, audience: 'north', tenant: 'acme', jwks: { keys: [await jwk(es, 's1')] } },
      { issuer: issuerShared, audience: 'south', tenant: 'globex', jwks: { keys: [await jwk(es, 's1')] } },
    ],
    development: { enabled: false },
  };

  const malicious: MaliciousRequest[] = [];
  const send = (kind: string, name: string, ...headers: [string, string][]) => malicious.push({ kind, name, headers });
  const lie = (kind: string, name: string, token: string) => send(kind, name, ['authorization', `Bearer ${token}`]);
  const ecdsa = (signed: string, pair: Pair = es) => signEcdsa(pair.privateKey, signed);
  const ecToken = async (h: unknown, c: unknown, pair: Pair = es) => {
    const signed = `${part(h)}.${typeof c === 'string' ? base64url.encode(c) : part(c)}`;
    return `${signed}.${await ecdsa(signed, pair)}`;
  };
  const withClaims = (change: Fields) => ecToken(header, { ...claims, ...change });
  const withHeader = (change: Fields, pair: Pair = es) => ecToken({ ...header, ...change }, claims, pair);
  const good = await ecToken(header, claims);
  const [goodHeader = '', goodClaims = '', goodSignature = ''] = good.split('.');

  for (const alg of ['none', 'None', 'NONE', 'nOnE', 'none ', '']) {
    for (const signature of ['', 'AAAA', goodSignature])
      lie('alg-none', `"${alg}", signature "${signature.slice(0, 4)}"`, `${part({ ...header, alg })}.${goodClaims}.${signature}`);
  }
  const pem = await exportSPKI(rsa.publicKey);
  const esPem = await exportSPKI(es.publicKey);
  const secrets: Record<string, { kid: string; bytes: Uint8Array }> = {
    'RSA key as JWK': { kid: 'r1', bytes: encoder.encode(JSON.stringify(rsaJwk)) },
    'RSA key as PEM': { kid: 'r1', bytes: encoder.encode(pem) },
    'RSA key as PEM without the last line break': { kid: 'r1', bytes: encoder.encode(pem.trim()) },
    'RSA key as DER': { kid: 'r1', bytes: new Uint8Array(await crypto.subtle.exportKey('spki', rsa.publicKey as CryptoKey)) },
    'RSA modulus': { kid: 'r1', bytes: base64url.decode(rsaJwk.n ?? '') },
    'EC key as PEM': { kid: 'k1', bytes: encoder.encode(esPem) },
    'EC key as JWK': { kid: 'k1', bytes: encoder.encode(JSON.stringify(await exportJWK(es.publicKey))) },
    'a zero byte': { kid: 'k1', bytes: new Uint8Array(1) },
    'the published oct key': { kid: 'oct', bytes: encoder.encode('a shared secret nobody should use') },
  };
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    for (const [name, { kid, bytes }] of Object.entries(secrets)) {
      const signed = `${part({ ...header, alg, kid })}.${goodClaims}`;
      lie('alg-confusion', `${alg} with ${name}`, `${signed}.${await signHmac(bytes, alg, signed)}`);
    }
  }

  lie('alg-allow-list', 'alg missing', `${part({ kid: 'k1' })}.${goodClaims}.${goodSignature}`);
  for (const alg of [['ES256'], { ES256: 1 }, 1, null, true])
    lie('alg-allow-list', `alg ${JSON.stringify(alg)}`, await withHeader({ alg }));
  lie(
    'alg-allow-list',
    'ES384, which is not on the list',
    await signAs('ES384', { ...header, alg: 'ES384', kid: 'k384' }, es384),
  );
  lie('alg-allow-list', 'a P-384 key for ES256', await signAs('ES256', { ...header, kid: 'k384' }, es384));
  lie('alg-allow-list', 'RS256 with an EC key id', await signAs('RS256', { ...header, alg: 'RS256' }, rsa));
  lie('alg-allow-list', 'PS256 with the RSA key, not on the list', await withHeader({ alg: 'PS256', kid: 'r1' }));
  lie('alg-allow-list', 'a key that its issuer publishes for another algorithm', await withHeader({ kid: 'mismatch' }, stranger));

  const strangerJwk = await exportJWK(stranger.publicKey);
  for (const [name, fields] of Object.entries<Fields>({
    jwk: { jwk: strangerJwk },
    'jwk and an unknown kid': { jwk: strangerJwk, kid: 'mine' },
    jku: { jku: 'https://evil.example.com/keys' },
    x5u: { x5u: 'https://evil.example.com/certificate' },
    x5c: { x5c: ['MIIBszCCAVmgAwIBAgIUfake'] },
    'x5t and x5t#S256': { x5t: 'AAAA', 'x5t#S256': 'AAAA' },
  })) {
    lie('header-keys', name, await withHeader(fields, stranger));
  }

  for (const kid of [
    'unknown',
    '../../etc/passwd',
    '/dev/null',
    "k1' or '1'='1",
    'k1"; drop table jobs; --',
    'k1\0',
    ' k1',
    'K1',
    '__proto__',
    'constructor',
    'toString',
    'k'.repeat(4096),
    '',
  ]) {
    lie('kid', JSON.stringify(kid.slice(0, 24)), await withHeader({ kid }));
  }
  for (const kid of [1, null, true, ['k1'], { k1: 1 }]) lie('kid', JSON.stringify(kid), await withHeader({ kid }));
  lie('kid', 'missing, although there are several keys', await ecToken({ alg: 'ES256' }, claims));
  lie('kid', 'of another key of the same issuer', await withHeader({ kid: 'e1' }));

  const order = hex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const bytes = base64url.decode(goodSignature);
  const der = Uint8Array.of(0x30, 68, 2, 32, ...bytes.subarray(0, 32), 2, 32, ...bytes.subarray(32));
  for (const [name, signature] of Object.entries<Uint8Array>({
    'r = s = 0': new Uint8Array(64),
    'r = s = n': Uint8Array.of(...order, ...order),
    'r = 0': Uint8Array.of(...new Uint8Array(32), ...bytes.subarray(32)),
    's = 0': Uint8Array.of(...bytes.subarray(0, 32), ...new Uint8Array(32)),
    'DER form': der,
    'a byte short': bytes.subarray(0, 63),
    'a byte long': Uint8Array.of(...bytes, 0),
    'one byte': Uint8Array.of(0),
  })) {
    lie('ecdsa', name, `${goodHeader}.${goodClaims}.${base64url.encode(signature)}`);
  }

  lie('weak-key', 'RSA of 1024 bits', await signAs('RS256', { ...header, alg: 'RS256', kid: 'weak' }, weak));
  lie('weak-key', 'RSA with exponent 1', await signAs('RS256', { ...header, alg: 'RS256', kid: 'one' }, rsa));
  lie('weak-key', 'a key for encryption', await withHeader({ kid: 'enc' }, stranger));
  lie('weak-key', 'a key whose key_ops leave verify out', await withHeader({ kid: 'ops' }, stranger));

  for (const [name, change] of Object.entries<Fields>({
    'exp missing': { exp: undefined },
    'exp as text': { exp: String(now + 600) },
    'exp null': { exp: null },
    'exp in a list': { exp: [now + 600] },
    'exp negative': { exp: -1 },
    'exp zero': { exp: 0 },
    'exp huge': { exp: 1e300 },
    'exp in milliseconds': { exp: nowMs + 600_000 },
    'expired by 61 seconds': { exp: now - 61 },
    'expired years ago': { exp: 1 },
    'not yet valid': { nbf: now + 900 },
    'nbf as text': { nbf: 'now' },
  })) {
    lie('time', name, await withClaims(change));
  }
  const goodText = JSON.stringify(claims);
  lie('time', 'exp infinite', await ecToken(header, goodText.replace(`"exp":${claims.exp}`, '"exp":1e999')));
  lie('iat-future', 'issued in a quarter of an hour', await withClaims({ iat: now + 900, exp: now + 1_800 }));
  lie('iat-future', 'issued in a year', await withClaims({ iat: now + 31_536_000, exp: now + 31_536_600 }));
  lie('iat-future', 'iat as text', await withClaims({ iat: 'yesterday' }));
  lie('iat-future', 'iat infinite', await ecToken(header, goodText.replace(`"iat":${claims.iat}`, '"iat":-1e999')));
  lie('iat-future', 'lives for two days', await withClaims({ exp: now + 2 * 86_400 }));

  for (const [name, iss] of Object.entries<unknown>({
    missing: undefined,
    'of somebody else': 'https://evil.example.com',
    'with a slash more': `${issuerA}/`,
    'a beginning of it': issuerA.slice(0, -1),
    'more than it': `${issuerA}.evil.example`,
    'in capitals': issuerA.toUpperCase(),
    'in a list': [issuerA],
    'in an object': { [issuerA]: true },
    null: null,
    __proto__: '__proto__',
  })) {
    lie('iss', name, await withClaims({ iss }));
  }
  for (const [name, aud] of Object.entries<unknown>({
    missing: undefined,
    'of somebody else': 'erp',
    'that contains ours': 'dispatchkit-admin',
    'a beginning of ours': 'dispatch',
    'in capitals': 'DISPATCHKIT',
    'a list without us': ['erp', 'crm'],
    'an empty list': [],
    'a list in a list': [['dispatchkit']],
    object: { dispatchkit: true },
    null: null,
    number: 7,
  })) {
    lie('aud', name, await withClaims({ aud }));
  }
  for (const [name, change] of Object.entries<Fields>({
    'sub missing': { sub: undefined },
    'sub empty': { sub: '' },
    'sub a number': { sub: 7 },
    'sub an object': { sub: { id: 'user-1' } },
    'sub a list': { sub: ['user-1'] },
    'sub null': { sub: null },
    'sub of 201 characters': { sub: 'u'.repeat(201) },
    'sub that stands for an API key': { sub: 'api-key:key1' },
    'sub with half a character': { sub: 'user-\ud800' },
    'tenant missing': { tenant: undefined },
    'tenant empty': { tenant: '' },
    'tenant a list': { tenant: ['acme'] },
    'tenant an object': { tenant: { id: 'acme' } },
    'tenant with a path': { tenant: '../acme' },
    'tenant with SQL': { tenant: "acme' or '1'='1" },
    'tenant this issuer may not speak for': { tenant: 'initech' },
    'role missing': { role: undefined },
    'role unknown': { role: 'root' },
    'role of the prototype': { role: '__proto__' },
    'role constructor': { role: 'constructor' },
    'role system': { role: 'system' },
    'role api_key': { role: 'api_key' },
    'role an object': { role: { admin: true } },
    'technician in a form no id has': { technicianId: "t1' or '1'='1" },
    'territories a number': { territories: 7 },
    'territories an object': { territories: { north: true } },
    'territories with something else in it': { territories: ['north', 7] },
    'jti an object': { jti: { id: 1 } },
    'jti empty': { jti: '' },
  })) {
    lie('sub-tenant', name, await withClaims(change));
  }

  for (const typ of ['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'id+jwt', 'JOSE+JSON', 'application/logout+jwt', 7, ['JWT'], '']) {
    lie('typ', JSON.stringify(typ), await withHeader({ typ }));
  }
  for (const [name, fields] of Object.entries<Fields>({
    'names what we do not know': { crit: ['exp2'], exp2: 1 },
    empty: { crit: [] },
    'not a list': { crit: 'b64' },
    'names what is not there': { crit: ['b64'] },
    'names a standard header': { crit: ['alg'] },
    'names one twice': { crit: ['b64', 'b64'], b64: true },
    'a list of numbers': { crit: [1] },
    null: { crit: null },
  })) {
    lie('crit', name, await withHeader(fields));
  }
  lie('b64-false', 'with crit', await withHeader({ crit: ['b64'], b64: false }));
  const plain = `${part({ ...header, crit: ['b64'], b64: false })}.${goodText}`;
  lie('b64-false', 'with the payload as it is', `${plain}.${await ecdsa(plain)}`);

  lie('tamper', 'role changed', `${goodHeader}.${part({ ...claims, role: 'supervisor' })}.${goodSignature}`);
  lie('tamper', 'tenant changed', `${goodHeader}.${part({ ...claims, tenant: 'globex' })}.${goodSignature}`);
  lie('tamper', 'header changed', `${part({ ...header, typ: 'at+jwt' })}.${goodClaims}.${goodSignature}`);
  lie('tamper', 'signature cut', `${goodHeader}.${goodClaims}.${goodSignature.slice(0, -4)}`);
  lie('tamper', 'signature extended', `${good}AAAA`);
  lie(
    'tamper',
    'signature of another token',
    `${goodHeader}.${goodClaims}.${(await withClaims({ sub: 'user-2' })).split('.')[2]}`,
  );
  lie('tamper', 'header and payload exchanged', `${goodClaims}.${goodHeader}.${goodSignature}`);
  lie('tamper', 'signed by a stranger', await ecToken(header, claims, stranger));

  const formats: Record<string, string> = {
    'two parts': `${goodHeader}.${goodClaims}`,
    'four parts': `${good}.AAAA`,
    'five parts (JWE)': `${goodHeader}.AAAA.AAAA.AAAA.AAAA`,
    'no part': '..',
    'only a word': 'token',
    'padding at the end': `${good}=`,
    'padding in the middle': `${goodHeader}=.${goodClaims}.${goodSignature}`,
    'the alphabet of plain base64': `${goodHeader}.${goodClaims}.${goodSignature.slice(0, -2)}+/`,
    'a space inside': `${goodHeader}. ${goodClaims}.${goodSignature}`,
    'a dot more': `${goodHeader}..${goodClaims}.${goodSignature}`,
    'JSON serialisation': JSON.stringify({ payload: goodClaims, protected: goodHeader, signature: goodSignature }),
  };
  for (const [name, token] of Object.entries(formats)) lie('format', name, token);
  for (const payload of ['[]', '"text"', '7', 'null', 'true', '{', '', `[${goodText}]`, `${goodText}x`]) {
    lie('format', `payload ${payload.slice(0, 10) || 'empty'}`, await ecToken(header, payload));
  }
  const notUtf8 = `${goodHeader}.${base64url.encode(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d))}`;
  lie('format', 'payload that is no UTF-8', `${notUtf8}.${await ecdsa(notUtf8)}`);
  for (const text of ['{', '[]', '7', 'null', '"ES256"'])
    lie('format', `header ${text}`, `${base64url.encode(text)}.${goodClaims}.${goodSignature}`);

  const doubled = (text: string, last: string) => `${text.slice(0, -1)},${last}}`;
  for (const last of [
    '"aud":"erp"',
    '"iss":"https://evil.example.com"',
    '"exp":1',
    '"role":"root"',
    '"tenant":"initech"',
    '"sub":""',
  ]) {
    lie('duplicates', `claims, last ${last}`, await ecToken(header, doubled(goodText, last)));
  }
  for (const last of ['"alg":"none"', '"alg":"HS256"', '"kid":"unknown"', '"typ":"logout+jwt"', '"crit":["x"],"x":1']) {
    const signed = `${base64url.encode(doubled(JSON.stringify(header), last))}.${goodClaims}`;
    lie('duplicates', `headers, last ${last}`, `${signed}.${await ecdsa(signed)}`);
  }

  lie('size', '9 KB', await withClaims({ padding: 'x'.repeat(9_000) }));
  lie('size', '15 KB', `${goodHeader}.${'a'.repeat(15_000)}.${goodSignature}`);
  lie('size', '60 KB', `${goodHeader}.${'a'.repeat(60_000)}.${goodSignature}`);

  malicious.push({ kind: 'carrier', name: 'nothing at all', headers: [] });
  malicious.push({ kind: 'carrier', name: 'in the query', headers: [], query: `access_token=${good}` });
  malicious.push({ kind: 'carrier', name: 'in the query, as token', headers: [], query: `token=${good}` });
  send('carrier', 'in a cookie', ['cookie', `access_token=${good}; token=${good}`]);
  send('carrier', 'in another header', ['x-access-token', good], ['x-forwarded-authorization', `Bearer ${good}`]);
  send('carrier', 'two Authorization headers', ['authorization', `Bearer ${good}`], ['authorization', `Bearer ${good}`]);
  send(
    'carrier',
    'two, the first of another scheme',
    ['authorization', 'Basic dXNlcjpwYXNz'],
    ['authorization', `Bearer ${good}`],
  );
  for (const value of [
    'Bearer',
    'Bearer  ',
    `Basic ${good}`,
    `Token ${good}`,
    good,
    `Bearer:${good}`,
    `Bearer ${good} ${good}`,
    `Bearer ${good},`,
    `Bearer "${good}"`,
  ]) {
    send('carrier', value.replaceAll(good, 'TOKEN'), ['authorization', value]);
  }

  const fromB = { ...claims, iss: issuerB };
  lie('issuer-mixup', 'key of B, issuer A, its kid', await ecToken({ ...header, kid: 'b1' }, claims, foreign));
  lie('issuer-mixup', 'key of B, issuer A, kid of A', await ecToken(header, claims, foreign));
  lie('issuer-mixup', 'key of A, issuer B', await ecToken(header, fromB));
  lie(
    'issuer-mixup',
    'both audiences of a shared issuer',
    await ecToken({ ...header, kid: 's1' }, { ...claims, iss: issuerShared, aud: ['north', 'south'] }),
  );
  lie(
    'issuer-mixup',
    'no audience of a shared issuer',
    await ecToken({ ...header, kid: 's1' }, { ...claims, iss: issuerShared }),
  );
  lie('issuer-mixup', 'says it is the connector itself', await withClaims({ iss: 'dispatchkit' }));
  lie('issuer-mixup', 'says it is the development issuer', await withClaims({ iss: 'dispatchkit-development' }));

  const secret = '0'.repeat(64);
  for (const key of [
    `dk_acme_key1_${secret}`,
    `dk_acme_${crypto.randomUUID()}_${secret}`,
    `dk_nobody_key1_${secret}`,
    `dk_acme_${secret}`,
    'dk_',
    `dk_${'a'.repeat(4_000)}_b_${secret}`,
    `dk_acme_key1_${secret}.${goodClaims}`,
  ]) {
    lie('api-key', `${key.slice(0, 16)}…`, key);
  }

  const shared = (aud: string) => ecToken({ ...header, kid: 's1' }, { ...claims, iss: issuerShared, aud, tenant: 'initech' });
  return {
    auth,
    malicious,
    good: [
      good,
      await ecToken({ ...header, kid: 'b1' }, fromB, foreign),
      await signAs('RS256', { ...header, alg: 'RS256', kid: 'r1' }, rsa),
      await signAs('EdDSA', { ...header, alg: 'EdDSA', kid: 'e1' }, ed),
      await shared('north'),
      await shared('south'),
    ],
  };

  async function signAs(alg: string, h: Fields, pair: { readonly privateKey: CryptoKey | Pair['privateKey'] }): Promise<string> {
    const signed = `${part(h)}.${goodClaims}`;
    return `${signed}.${base64url.encode(new Uint8Array(await crypto.subtle.sign(algorithmOf(alg), pair.privateKey as CryptoKey, encoder.encode(signed))))}`;
  }
}

function algorithmOf(alg: string) {
  if (alg.startsWith('ES')) return { name: 'ECDSA', hash: `SHA-${alg.slice(2)}` };
  return alg.startsWith('RS') ? { name: 'RSASSA-PKCS1-v1_5' } : { name: 'Ed25519' };
}

async function signEcdsa(key: Pair['privateKey'], text: string): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key as CryptoKey, encoder.encode(text));
  return base64url.encode(new Uint8Array(signature));
}

async function signHmac(secret: Uint8Array, alg: string, text: string): Promise<string> {
  const parameters = { name: 'HMAC', hash: alg.replace('HS', 'SHA-') };
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), parameters, false, ['sign']);
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text))));
}

function part(value: unknown): string {
  return base64url.encode(JSON.stringify(value));
}

async function jwk(pair: Pair, kid: string): Promise<JWK> {
  return { ...(await exportJWK(pair.publicKey)), kid };
}

function hex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
