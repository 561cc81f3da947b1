import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { FakeTime } from '../../../test/fake-time.ts';
import { ProblemError } from '../../services/errors.ts';
import { bearerToken } from './bearer.ts';
import { standardClaimPaths } from './claims.ts';
import type { Issuer } from './issuer.ts';
import { LocalKeys } from './local-keys.ts';
import { verifyToken } from './verify-token.ts';

const time = new FakeTime('2026-11-20T12:00:00Z');
const nowSeconds = time.now() / 1000;
const goodHeader = { alg: 'ES256', kid: 'k1', typ: 'JWT' };
const goodClaims = {
  iss: 'https://login.example.com',
  aud: 'dispatchkit',
  sub: 'user-1',
  tenant: 'acme',
  role: 'dispatcher',
  iat: nowSeconds - 10,
  exp: nowSeconds + 600,
};

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let es256: Pair;
let es384: Pair;
let rs256: Pair;
let otherIssuer: Pair;
let issuer: Issuer;
let second: Issuer;

before(async () => {
  const options = { extractable: true };
  [es256, es384, rs256, otherIssuer] = await Promise.all([
    generateKeyPair('ES256', options),
    generateKeyPair('ES384', options),
    generateKeyPair('RS256', options),
    generateKeyPair('ES256', options),
  ]);
  issuer = issuerWith([await publicKey(es256, 'k1'), await publicKey(rs256, 'r1'), await publicKey(es384, 'k384')], {
    algorithms: ['ES256', 'RS256'],
  });
  second = { ...issuerWith([await publicKey(otherIssuer, 'o1')]), issuer: 'https://other.example.com' };
});

describe('a good token', () => {
  it('says who it speaks for', async () => {
    const identity = await verify(await sign({ ...goodClaims, name: 'Ada\nReyes', technicianId: 't1' }));
    assert.deepEqual(identity, {
      kind: 'user',
      tenant: 'acme',
      id: 'user-1',
      name: 'Ada Reyes',
      role: 'dispatcher',
      technicianId: 't1',
      jobId: null,
      territories: null,
      tokenId: null,
      signIn: { acr: null, amr: [], atMs: null },
      origins: null,
      issuedAtMs: (nowSeconds - 10) * 1000,
      expiresAtMs: (nowSeconds + 600) * 1000,
    });
  });
  it('may come from another algorithm of the list', async () => {
    const token = await sign(goodClaims, { ...goodHeader, alg: 'RS256', kid: 'r1' }, rs256.privateKey);
    assert.equal((await verify(token)).id, 'user-1');
  });
  it('may have us among several audiences', async () => {
    assert.equal((await verify(await sign({ ...goodClaims, aud: ['erp', 'dispatchkit'] }))).id, 'user-1');
  });
  it('may be up to 60 seconds over, for clocks differ', async () => {
    assert.equal((await verify(await sign({ ...goodClaims, exp: nowSeconds - 59 }))).id, 'user-1');
    assert.equal((await verify(await sign({ ...goodClaims, nbf: nowSeconds + 59 }))).id, 'user-1');
  });
  it('needs no key id when the issuer has one key', async () => {
    const single = issuerWith([await publicKey(es256, undefined)]);
    assert.equal((await verify(await sign(goodClaims, { alg: 'ES256' }), [single])).id, 'user-1');
  });
  it('has its claims where the configuration says, in the words of the issuer', async () => {
    const mapped: Issuer = {
      ...issuer,
      claims: { ...standardClaimPaths, tenant: '/https:~1~1erp.example~1tenant', role: '/realm/roles' },
      roles: { 'Field Manager': 'supervisor' },
    };
    const { tenant: _, role: __, ...claims } = goodClaims;
    const token = await sign({
      ...claims,
      'https://erp.example/tenant': 'north',
      realm: { roles: ['staff', 'viewer', 'Field Manager'] },
    });
    const identity = await verify(token, [mapped]);
    assert.equal(identity.tenant, 'north');
    assert.equal(identity.role, 'supervisor');
  });
  it('may name its territories, alone or in a list, in the words of the issuer', async () => {
    const territories = async (claim: unknown, rules: Partial<Issuer> = {}) =>
      (await verify(await sign({ ...goodClaims, territories: claim }), [{ ...issuer, ...rules }])).territories;
    assert.equal(await territories(undefined), null);
    assert.equal(await territories(null), null);
    assert.deepEqual(await territories('north'), ['north']);
    assert.deepEqual(await territories(['south', 'north', 'south']), ['north', 'south']);
    assert.deepEqual(await territories([]), []);
    const rules = { territories: { 'grp-7': 'north', constructor: 'south' } };
    assert.deepEqual(await territories(['grp-7', 'west'], rules), ['north', 'west']);
    for (const claim of [7, {}, [7], [['north']], '', 'n'.repeat(65), 'a\nb', Array.from({ length: 201 }, (_, i) => `t${i}`)]) {
      await assert.rejects(territories(claim), (error) => error instanceof ProblemError && error.status === 401);
    }
    await assert.rejects(territories(undefined, { territoriesRequired: true }), ProblemError);
  });
  it('says how its bearer signed in, where the configuration says', async () => {
    const claims = { ...standardClaimPaths, acr: '/auth/level', authenticatedAt: '/auth/at' };
    const token = await sign({ ...goodClaims, amr: ['pwd', 7, 'mfa'], auth: { level: 'gold', at: nowSeconds - 5 } });
    const { signIn } = await verify(token, [{ ...issuer, claims }]);
    assert.deepEqual(signIn, { acr: 'gold', amr: ['pwd', 'mfa'], atMs: (nowSeconds - 5) * 1000 });
  });
  it('of an issuer with several audiences belongs to the one it is for', async () => {
    const [north, south] = ['north', 'south'].map((name) => ({ ...issuer, audience: name, tenant: name }));
    assert.ok(north && south);
    for (const aud of ['north', 'south']) {
      assert.equal((await verify(await sign({ ...goodClaims, aud }), [north, south])).tenant, aud);
    }
    await refused(await sign({ ...goodClaims, aud: ['north', 'south'] }), [north, south]);
    await refused(await sign({ ...goodClaims, aud: 'west' }), [north, south]);
  });
  it('is for the tenant the issuer is bound to', async () => {
    assert.equal((await verify(await sign({ ...goodClaims, tenant: 'evil' }), [{ ...issuer, tenant: 'acme' }])).tenant, 'acme');
  });
});

/** Claims that take the place of the good ones; `undefined` takes a claim away. */
const badClaims: Record<string, Record<string, unknown>> = {
  'exp missing': { exp: undefined },
  'exp as text': { exp: String(nowSeconds + 600) },
  'exp null': { exp: null },
  'exp negative': { exp: -1 },
  'exp huge': { exp: 1e300 },
  'expired by 61 seconds': { exp: nowSeconds - 61 },
  'not yet valid': { nbf: nowSeconds + 61 },
  'nbf as text': { nbf: 'now' },
  'issued in the future': { iat: nowSeconds + 120 },
  'lives for two days': { exp: nowSeconds + 2 * 86_400 },
  'iss missing': { iss: undefined },
  'iss of somebody else': { iss: 'https://evil.example.com' },
  'iss with a slash more': { iss: 'https://login.example.com/' },
  'iss in capitals': { iss: 'HTTPS://LOGIN.EXAMPLE.COM' },
  'iss in a list': { iss: ['https://login.example.com'] },
  'aud missing': { aud: undefined },
  'aud of somebody else': { aud: 'erp' },
  'aud that contains ours': { aud: 'dispatchkit-admin' },
  'aud list without us': { aud: ['erp', 'crm'] },
  'aud object': { aud: { dispatchkit: true } },
  'sub missing': { sub: undefined },
  'sub empty': { sub: '' },
  'sub a number': { sub: 7 },
  'sub an object': { sub: { id: 'user-1' } },
  'sub a list': { sub: ['user-1'] },
  'tenant missing': { tenant: undefined },
  'tenant empty': { tenant: '' },
  'tenant a list': { tenant: ['acme'] },
  'tenant in a form no tenant has': { tenant: '../acme' },
  'role missing': { role: undefined },
  'role unknown': { role: 'root' },
  'role of the prototype': { role: '__proto__' },
  'role constructor': { role: 'constructor' },
  'technician in a form no id has': { technicianId: "t1' or '1'='1" },
};

describe('a token is refused with 401', () => {
  for (const [name, change] of Object.entries(badClaims)) {
    it(name, async () => refused(await sign({ ...goodClaims, ...change })));
  }

  it('expired: with its own code, so that a client knows to get a new one', async () =>
    refused(await sign({ ...goodClaims, exp: nowSeconds - 120 }), undefined, 'token_expired'));
  it('exp infinite', async () =>
    refused(await signText(goodHeader, JSON.stringify(goodClaims).replace(String(goodClaims.exp), '1e999'))));

  for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
    it(`alg "${alg}" without and with a signature`, async () => {
      await refused(`${part({ ...goodHeader, alg })}.${part(goodClaims)}.`);
      await refused(`${part({ ...goodHeader, alg })}.${part(goodClaims)}.AAAA`);
    });
  }
  it('alg missing, or not text', async () => {
    await refused(raw({ kid: 'k1' }, goodClaims));
    await refused(raw({ kid: 'k1', alg: ['ES256'] }, goodClaims));
  });
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    it(`${alg} keyed with the public key in every form, or with nothing`, async () => {
      const jwk = await exportJWK(rs256.publicKey);
      const spki = Buffer.from(await crypto.subtle.exportKey('spki', rs256.publicKey));
      const pem = `-----BEGIN PUBLIC KEY-----\n${spki
        .toString('base64')
        .match(/.{1,64}/g)
        ?.join('\n')}\n-----END PUBLIC KEY-----\n`;
      for (const secret of [
        JSON.stringify(jwk),
        pem,
        pem.trim(),
        spki,
        Buffer.from(String(jwk.n), 'base64url'),
        Buffer.alloc(1),
      ]) {
        const key = await crypto.subtle.importKey(
          'raw',
          Buffer.from(secret),
          { name: 'HMAC', hash: alg.replace('HS', 'SHA-') },
          false,
          ['sign'],
        );
        const signed = `${part({ ...goodHeader, alg, kid: 'r1' })}.${part(goodClaims)}`;
        await refused(
          `${signed}.${Buffer.from(await crypto.subtle.sign('HMAC', key, Buffer.from(signed))).toString('base64url')}`,
        );
      }
    });
  }
  it('an algorithm that is not on the list, though the key is ours', async () =>
    refused(await sign(goodClaims, { ...goodHeader, alg: 'ES384', kid: 'k384' }, es384.privateKey)));
  it('an algorithm that does not fit the key', async () =>
    refused(await sign(goodClaims, { alg: 'RS256', kid: 'k1' }, rs256.privateKey)));
  it('a key on another curve than the algorithm names', async () => {
    const wrongCurve = [await publicKey(es384, 'k384')];
    const token = `${part({ alg: 'ES256', kid: 'k384' })}.${part(goodClaims)}`;
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, es384.privateKey, Buffer.from(token));
    await refused(`${token}.${Buffer.from(signature).toString('base64url')}`, [issuerWith(wrongCurve)]);
  });
  it('a key that its issuer publishes for another algorithm', async () => {
    for (const alg of ['ES384', 'RS256', 'none', 'ES521']) {
      await refused(await sign(goodClaims), [issuerWith([{ ...(await publicKey(es256, 'k1')), alg }])]);
    }
  });
  it('a key brought along in the header', async () => {
    const stranger = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(stranger.publicKey);
    await refused(await sign(goodClaims, { ...goodHeader, x5c: ['MIIBszCCAVmgAwIBAgIU'] }, stranger.privateKey));
    await refused(await sign(goodClaims, { ...goodHeader, jwk }, stranger.privateKey));
    await refused(await sign(goodClaims, { ...goodHeader, kid: 'x', jwk }, stranger.privateKey));
    await refused(
      await sign(
        goodClaims,
        { ...goodHeader, jku: 'https://evil.example.com/keys', x5u: 'https://evil.example.com/x' },
        stranger.privateKey,
      ),
    );
  });
  for (const kid of ['unknown', '../../etc/passwd', "k1' or '1'='1", 'k1\0', '__proto__', 'constructor', 'k'.repeat(4096), '']) {
    it(`kid ${JSON.stringify(kid.slice(0, 20))}`, async () => refused(await sign(goodClaims, { ...goodHeader, kid })));
  }
  for (const kid of [1, null, true, ['k1'], { k1: 1 }]) {
    it(`kid ${JSON.stringify(kid)}`, async () => refused(await signRaw({ ...goodHeader, kid }, goodClaims)));
  }
  it('no kid, although the issuer has several keys', async () => refused(await sign(goodClaims, { alg: 'ES256' })));
  it('ES256 with r = s = 0, with r = s = n, in DER form, and of a wrong length', async () => {
    const [header, claims, signature = ''] = (await sign(goodClaims)).split('.');
    const n = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
    const good = Buffer.from(signature, 'base64url');
    const der = Buffer.concat([Buffer.from([0x30, 68, 2, 32]), good.subarray(0, 32), Buffer.from([2, 32]), good.subarray(32)]);
    for (const bytes of [
      Buffer.alloc(64),
      Buffer.concat([n, n]),
      der,
      good.subarray(0, 63),
      Buffer.concat([good, Buffer.alloc(1)]),
      Buffer.alloc(1),
    ]) {
      await refused(`${header}.${claims}.${bytes.toString('base64url')}`);
    }
  });
  for (const [name, header] of Object.entries<Record<string, unknown>>({
    'crit names what we do not know': { crit: ['exp2'], exp2: 1 },
    'crit empty': { crit: [] },
    'crit not a list': { crit: 'b64' },
    'crit names what is not there': { crit: ['b64'] },
    'crit names a standard header': { crit: ['alg'] },
    'b64 false': { crit: ['b64'], b64: false },
    'typ of a logout token': { typ: 'logout+jwt' },
    'typ of a proof of possession': { typ: 'dpop+jwt' },
    'typ of a security event': { typ: 'secevent+jwt' },
    'typ not text': { typ: 7 },
  })) {
    it(name, async () => refused(await signRaw({ ...goodHeader, ...header }, goodClaims)));
  }
  it('payload, header or signature changed', async () => {
    const [header = '', claims = '', signature = ''] = (await sign(goodClaims)).split('.');
    await refused(`${header}.${part({ ...goodClaims, role: 'admin' })}.${signature}`);
    await refused(`${part({ ...goodHeader, typ: 'at+jwt' })}.${claims}.${signature}`);
    await refused(`${header}.${claims}.${signature.slice(0, -4)}`);
    await refused(`${header}.${claims}.${signature}AAAA`);
    const other = (await sign({ ...goodClaims, sub: 'user-2' })).split('.')[2];
    await refused(`${header}.${claims}.${other}`);
  });
  for (const payload of ['[]', '"text"', '7', 'null', '{', '']) {
    it(`payload ${payload || 'empty'}`, async () => refused(await signText(goodHeader, payload)));
  }
  it('invalid UTF-8 in the payload', async () => refused(await signText(goodHeader, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))));
  it('a key of one issuer never signs for another', async () => {
    const forged = await sign(goodClaims, { alg: 'ES256', kid: 'o1' }, otherIssuer.privateKey);
    await refused(forged, [issuer, second]);
    const good = await sign(
      { ...goodClaims, iss: 'https://other.example.com' },
      { alg: 'ES256', kid: 'o1' },
      otherIssuer.privateKey,
    );
    assert.equal((await verify(good, [issuer, second])).id, 'user-1');
  });
  it('an issuer may not speak for the tenants of others', async () =>
    refused(await sign(goodClaims), [{ ...issuer, tenants: ['north'] }]));
  it('duplicated claims: the last one counts, for the check and for the use', async () => {
    const text = JSON.stringify(goodClaims);
    const identity = await verify(await signText(goodHeader, `${text.slice(0, -1)},"sub":"user-2"}`));
    assert.equal(identity.id, 'user-2');
    await refused(await signText(goodHeader, `${text.slice(0, -1)},"aud":"erp"}`));
  });
});

describe('duplicated headers', () => {
  it('the last one counts, for the check and for the use', async () => {
    const json = JSON.stringify(goodHeader);
    const signedWith = async (header: string) => {
      const signed = `${Buffer.from(header).toString('base64url')}.${part(goodClaims)}`;
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, es256.privateKey, Buffer.from(signed));
      return `${signed}.${Buffer.from(signature).toString('base64url')}`;
    };
    for (const last of ['"alg":"none"', '"alg":"HS256"', '"kid":"unknown"', '"typ":"logout+jwt"', '"crit":["x"],"x":1']) {
      await refused(await signedWith(`${json.slice(0, -1)},${last}}`));
    }
    assert.equal((await verify(await signedWith(`{"alg":"none",${json.slice(1)}`))).id, 'user-1');
  });
});

describe('keys that are never used', () => {
  it('symmetric, private, for encryption, or RSA with exponent 1', async () => {
    const good = await publicKey(es256, 'k1');
    const rsa = await publicKey(rs256, 'r1');
    for (const key of [
      { kty: 'oct', k: 'c2VjcmV0', kid: 'k1' },
      { ...(await exportJWK(es256.privateKey)), kid: 'k1' },
      { ...good, use: 'enc' },
      { ...rsa, e: 'AQ' },
      {},
      null,
      'key',
    ]) {
      assert.throws(() => new LocalKeys({ keys: [key] }), TypeError);
    }
  });
  it('with key_ops that leave verify out', async () => {
    const only = issuerWith([{ ...(await publicKey(es256, 'k1')), key_ops: ['encrypt'] }]);
    await refused(await sign(goodClaims), [only]);
  });
  it('RSA shorter than 2048 bits', async () => {
    const weak = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const signed = `${part({ alg: 'RS256', kid: 'weak' })}.${part(goodClaims)}`;
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', weak.privateKey, Buffer.from(signed));
    const weakKey = { ...(await exportJWK(weak.publicKey)), kid: 'weak' };
    assert.throws(() => new LocalKeys({ keys: [weakKey] }), TypeError);
    const only = issuerWith([weakKey, await publicKey(rs256, 'r1')], { algorithms: ['RS256'] });
    await refused(`${signed}.${Buffer.from(signature).toString('base64url')}`, [only]);
  });
});

describe('the Authorization header', () => {
  for (const value of [
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Token a.b.c',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Bearer a.b.c.d.e',
    'Bearer a.b.c=',
    'Bearer a+b.c/d.e',
    'Bearer a. b.c',
    'Bearer a.b.c, Bearer a.b.c',
    'Bearer {"payload":"a","signature":"b"}',
    'Bearer ..',
    `Bearer ${'a'.repeat(9000)}.b.c`,
  ]) {
    it(`refuses ${JSON.stringify(value.slice(0, 44))}`, () => {
      assert.throws(
        () => bearerToken(new Headers({ authorization: value })),
        (error) => error instanceof ProblemError && error.status === 401,
      );
    });
  }
  it('takes the scheme in any case', () => {
    assert.equal(bearerToken(new Headers({ authorization: 'bEARER a.b.c' })), 'a.b.c');
  });
});

function verify(token: string, issuers: readonly Issuer[] = [issuer]) {
  return verifyToken(bearerToken(new Headers({ authorization: `Bearer ${token}` })), issuers, time);
}

/** Asserts that the token is refused with 401 and that the answer tells nothing of it. */
async function refused(token: string, issuers?: readonly Issuer[], code?: string): Promise<void> {
  let error: unknown;
  try {
    await verify(token, issuers);
  } catch (caught) {
    error = caught;
  }
  assert.ok(error instanceof ProblemError, `was accepted, or failed with ${String(error)}`);
  assert.equal(error.status, 401);
  assert.doesNotMatch(error.detail, /user-1|acme|k1|login\.example/);
  if (code) assert.equal(error.code, code);
}

function sign(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = goodHeader,
  key = es256.privateKey,
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header as { alg: string }).sign(key);
}

/** Signs what a library would refuse to build. */
function signRaw(header: unknown, claims: unknown): Promise<string> {
  return signText(header, JSON.stringify(claims));
}

async function signText(header: unknown, payload: string | Buffer): Promise<string> {
  const signed = `${part(header)}.${Buffer.from(payload).toString('base64url')}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, es256.privateKey, Buffer.from(signed));
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}

function raw(header: unknown, claims: unknown): string {
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
  return `${part(header)}.${Buffer.from(payload).toString('base64url')}.AAAA`;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function publicKey(pair: Pair, kid: string | undefined): Promise<JWK> {
  return { ...(await exportJWK(pair.publicKey)), ...(kid === undefined ? {} : { kid }) };
}

function issuerWith(keys: unknown[], rest: Partial<Issuer> = {}): Issuer {
  return {
    issuer: 'https://login.example.com',
    audience: 'dispatchkit',
    algorithms: ['ES256'],
    maxLifetimeSeconds: 86_400,
    claims: standardClaimPaths,
    keys: new LocalKeys({ keys }),
    ...rest,
  };
}
