import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { secretsOf } from './config-secrets.ts';
import { isSecretName, withheld, withholding } from './secrets.ts';

const withhold = withholding();

describe('texts are cleared of secrets', () => {
  const secret = 'hunter2-Tr0ub4dor';
  const texts = [
    `GET /v1/jobs?access_token=${secret} failed`,
    `GET https://erp.example.com/a/b?q=${secret}#${secret}`,
    `fetch of libsql://${secret}@db.example.com failed`,
    `fetch of https://user:${secret}@db.example.com:8080/x failed`,
    `Authorization: Bearer ${secret}`,
    `{"authorization":"Token ${secret}"}`,
    `headers: authorization=Custom realm="x" ${secret}`,
    `Cookie: a=1; session=${secret}; b=${secret}`,
    `sent with bearer ${secret}, refused`,
    `password=${secret}`,
    `password: '${secret} with blanks'`,
    `{"clientSecret":"${secret}","authToken":["${secret}"]}`,
    `{"private_key": {"d":"${secret}"}}`,
    `apiKey = ${secret}`,
    `key dk_live_${secret} is revoked`,
    `operator dko_${secret}`,
    `signed with whsec_${secret}`,
    `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    `-----BEGIN EC PRIVATE KEY-----\n${secret}`,
    `token eyJhbGciOiJFUzI1NiJ9.${secret}.${secret}`,
  ];
  for (const text of texts)
    it(text.replaceAll(secret, '…').slice(0, 70), () => assert.doesNotMatch(withhold(text), /hunter2|Tr0ub4dor/));

  it('and of mail addresses', () => assert.equal(withhold('robin.doe@example.com is unknown'), '[address] is unknown'));

  for (const text of [
    'The database has no such table: jobs',
    'connect ECONNREFUSED 127.0.0.1:8787',
    'SQLITE_BUSY: database is locked',
    'Issuer https://login.example.com/keys answered 500',
    'code=SQLITE_BUSY status: 503 tokens are read',
    '    at Server.handle (/app/connector/src/http/http-app.ts:12:3)',
  ]) {
    it(`but not of what helps: ${text}`, () => assert.equal(withhold(text), text));
  }
});

describe('secrets of this installation', () => {
  const secretText = fc.string({ minLength: 6, maxLength: 60, unit: 'grapheme' });

  it('are found wherever they stand, however they are written', () => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const clear = withholding([secret]);
        for (const form of [secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)]) {
          const outcome = clear(`${before}${form}${after}`);
          // A secret of the letters of the replacement itself cannot be told from it.
          if (!withheld.includes(form)) assert.ok(!outcome.replaceAll(withheld, '').includes(form), outcome);
        }
      }),
    );
  });

  it('the longer of two wins where one is in the other', () => {
    assert.equal(withholding(['abcdef', 'abcdefghij'])('x abcdefghij y'), `x ${withheld} y`);
  });

  it('a text that had to be cut does not end in half of one', () => {
    const secret = 's3cret'.repeat(10);
    for (const offset of [0, 10, 30, 59]) {
      const outcome = withholding([secret])(`${'word '.repeat(6_553).slice(0, 32_768 - offset)}${secret}`);
      assert.doesNotMatch(outcome, /s3c/);
    }
  });

  it('are the values with the names of secrets in the configuration, at any depth', () => {
    const config = {
      database: { url: 'libsql://name:url-password@db.example.com', authToken: 'database-token' },
      metrics: { token: 'metrics-token', host: '127.0.0.1' },
      traces: { headers: { 'x-team': 'header-value' } },
      auth: {
        issuers: [{ issuer: 'https://a.example', audience: 'dispatchkit', clientSecret: ['one-secret'] }],
        allowPrivate: ['sso.corp'],
      },
      tenants: { databaseAuthTokenVariable: 'DATABASES_TOKEN' },
      hosts: [{ manifest: { session: { token: 'access_token' } }, secrets: { phrase: 'host-secret' } }],
    };
    assert.deepEqual(secretsOf(config).sort(), [
      'database-token',
      'header-value',
      'host-secret',
      'metrics-token',
      'one-secret',
      'url-password',
    ]);
  });
});

describe('names of secrets', () => {
  for (const name of [
    'authorization',
    'Proxy-Authorization',
    'set-cookie',
    'authToken',
    'api_key',
    'clientSecret',
    'DB_PASSWORD',
    'x-api-key',
    'jwk',
    'private_key',
    'privateKeyPem',
    'private',
  ])
    it(`${name} is one`, () => assert.ok(isSecretName(name)));
  for (const name of [
    'tenant',
    'operation',
    'status',
    'durationMs',
    'requestId',
    'code',
    'sessionId',
    'tokenId',
    'mapping',
    'author',
    'address',
    'allowPrivate',
    'authTokenVariable',
  ])
    it(`${name} is none`, () => assert.ok(!isSecretName(name)));
});

it('texts made to keep a pattern busy are cleared like others', () => {
  const hostile = ['a', 'http://', '/', 'eyJ', 'a@', 'a.', 'a=', 'a="', '-----BEGIN ', '"\\', 'bearer ', 'x:[', '   :'];
  for (const part of hostile) assert.equal(typeof withhold(part.repeat(32_000 / part.length)), 'string');
});
