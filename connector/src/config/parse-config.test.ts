import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from './config-error.ts';
import { type Environment, parseConfig } from './parse-config.ts';

const parse = (text: string, environment: Environment = {}) => parseConfig({ file: 'dispatchkit.yaml', text }, environment);

/** All faults of a configuration, sorted. */
function faultsOf(text: string, environment: Environment = {}): string[] {
  try {
    parse(text, environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return [...error.faults].sort();
  }
  return [];
}

describe('the configuration', () => {
  it('may be empty: loopback, port 8787, a file in .dispatchkit', () => {
    for (const config of [parse(''), parse('{}'), parse('# nothing\n'), parseConfig(undefined, {})]) {
      assert.deepEqual(config.server, { host: '127.0.0.1', port: 8787 });
      assert.equal(config.dataDirectory, '.dispatchkit');
      assert.deepEqual(config.cors.origins, []);
    }
  });

  it('is read from YAML and from JSON', () => {
    assert.equal(parse('server:\n  port: 9000\n').server.port, 9000);
    assert.equal(parse('{"server":{"port":9000}}').server.port, 9000);
  });

  it('fills in what an issuer leaves out', () => {
    const [issuer] = parse('auth:\n  issuers:\n    - issuer: https://a.example\n      jwksUri: https://a.example/keys\n').auth
      .issuers;
    assert.equal(issuer?.audience, 'dispatchkit');
    assert.equal(issuer?.claims.tenant, '/tenant');
    assert.ok(!issuer?.algorithms.some((name) => /^HS|none/i.test(name)));
  });

  it('gives way to the environment', () => {
    const config = parse('server: { port: 9000, host: 10.0.0.1 }\ndatabase: { url: "file:a.db" }', {
      PORT: '9100',
      HOST: '0.0.0.0',
      DISPATCHKIT_DATABASE_URL: 'libsql://db.example.com',
      DISPATCHKIT_DATABASE_AUTH_TOKEN: 'secret',
    });
    assert.deepEqual(config.server, { host: '0.0.0.0', port: 9100 });
    assert.deepEqual(config.database, { url: 'libsql://db.example.com', authToken: 'secret' });
    assert.equal(parse('', { PORT: '' }).server.port, 8787, 'an empty variable says nothing');
  });

  it('lists all faults at once, each with place, what was found, and what was probably meant', () => {
    const faults = faultsOf(
      [
        'sever: { port: 1 }',
        'server: { prot: 9000, port: 99999 }',
        'cors: { origins: ["https://erp.example.com/"] }',
        'auth:',
        '  issuers:',
        '    - { issuer: "https://a.example", jwksUri: "https://a.example/keys", algorithms: [HS256], claims: { tennant: /t } }',
      ].join('\n'),
    );
    const expected = [
      /^dispatchkit\.yaml: \/auth\/issuers\/0\/algorithms\/0: found "HS256"; .*ES256/,
      /^dispatchkit\.yaml: \/auth\/issuers\/0\/claims\/tennant: found "\/t"; .*Did you mean "tenant"\?/,
      /^dispatchkit\.yaml: \/cors\/origins\/0: found "https:\/\/erp\.example\.com\/"; Give an origin/,
      /^dispatchkit\.yaml: \/server\/port: found 99999; /,
      /^dispatchkit\.yaml: \/server\/prot: found 9000; .*Did you mean "port"\?/,
      /^dispatchkit\.yaml: \/sever: found \{"port":1\}; .*Did you mean "server"\?/,
    ];
    assert.equal(faults.length, expected.length, faults.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(faults[index] ?? '', pattern);
  });

  it('says line and column of what is not YAML', () => {
    assert.match(faultsOf('server:\n  port: [1\n')[0] ?? '', /^dispatchkit\.yaml:\d+:\d+: /);
    assert.match(faultsOf('server: {}\nserver: {}\n')[0] ?? '', /^dispatchkit\.yaml:2:1: Map keys must be unique/);
  });

  it('never repeats a secret', () => {
    assert.doesNotMatch(faultsOf('database: { authToken: [hunter2] }').join('\n'), /hunter2/);
    assert.doesNotMatch(faultsOf('', { DISPATCHKIT_DATABASE_URL: 'postgres://user:hunter2@db' }).join('\n'), /hunter2/);
  });

  it('refuses a port that is none, and both or neither place for keys', () => {
    for (const port of ['http', '-1', '70000', '8787;']) assert.match(faultsOf('', { PORT: port })[0] ?? '', /PORT: found/);
    assert.match(faultsOf('auth: { issuers: [{ issuer: a }] }')[0] ?? '', /either jwksUri or jwks/);
  });

  for (const text of ['[]', '7', '"text"', 'null: 1']) {
    it(`refuses ${text}`, () => assert.ok(faultsOf(text).length > 0));
  }
});
