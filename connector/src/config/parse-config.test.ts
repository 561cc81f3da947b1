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
      assert.deepEqual([config.server.host, config.server.port], ['127.0.0.1', 8787]);
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
    assert.deepEqual([config.server.host, config.server.port], ['0.0.0.0', 9100]);
    assert.deepEqual([config.database.url, config.database.authToken], ['libsql://db.example.com', 'secret']);
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
    assert.doesNotMatch(faultsOf('traces: { headers: { x-team: [hunter2] } }').join('\n'), /hunter2/);
    assert.doesNotMatch(faultsOf('', { DISPATCHKIT_DATABASE_URL: 'postgres://user:hunter2@db' }).join('\n'), /hunter2/);
  });

  it('refuses a port that is none, and both or neither place for keys', () => {
    for (const port of ['http', '-1', '70000', '8787;']) assert.match(faultsOf('', { PORT: port })[0] ?? '', /PORT: found/);
    assert.match(faultsOf('auth: { issuers: [{ issuer: a }] }')[0] ?? '', /either jwksUri or jwks/);
  });

  it('takes logs, figures and traces from the environment, the latter by the names OpenTelemetry gave them', () => {
    const config = parse(
      'logLevel: warn\nmetrics: { port: 9000 }\ntraces: { endpoint: "https://a.example/v1/traces", headers: { a: x } }',
      {
        DISPATCHKIT_LOG_LEVEL: 'debug',
        DISPATCHKIT_LOG_FORMAT: 'json',
        DISPATCHKIT_METRICS_TOKEN: 'metrics-token-0123',
        DISPATCHKIT_METRICS_PORT: '9100',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/',
        OTEL_EXPORTER_OTLP_HEADERS: 'x-team=a%2Cb, b=c',
        OTEL_SERVICE_NAME: 'dispatch-eu',
      },
    );
    assert.deepEqual([config.logLevel, config.logFormat], ['debug', 'json']);
    assert.deepEqual(config.metrics, { host: '127.0.0.1', token: 'metrics-token-0123', port: 9100 });
    assert.deepEqual(config.traces, {
      endpoint: 'http://127.0.0.1:4318/v1/traces',
      headers: { a: 'x', 'x-team': 'a,b', b: 'c' },
      share: 1,
      serviceName: 'dispatch-eu',
    });
  });

  it('says which of these variables is wrong, and repeats no token', () => {
    const faults = faultsOf('', {
      DISPATCHKIT_LOG_LEVEL: 'loud',
      DISPATCHKIT_METRICS_TOKEN: 'hunter2',
      DISPATCHKIT_METRICS_PORT: '99999',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'key hunter2',
    });
    assert.deepEqual(
      faults.map((fault) => fault.split(':')[1]?.trim()),
      [
        'DISPATCHKIT_LOG_LEVEL',
        'DISPATCHKIT_METRICS_PORT',
        'DISPATCHKIT_METRICS_TOKEN',
        'OTEL_EXPORTER_OTLP_ENDPOINT',
        'OTEL_EXPORTER_OTLP_HEADERS',
      ],
    );
    assert.doesNotMatch(faults.join(), /hunter2/);
  });

  it('keeps figures from whoever is not on this machine, unless they have a token', () => {
    assert.match(faultsOf('metrics: { port: 9100, host: 0.0.0.0 }').join(), /\/metrics\/token: .*needs a token/);
    for (const text of ['metrics: { port: 9100 }', 'metrics: { port: 9100, host: 0.0.0.0, token: metrics-token-0123 }']) {
      assert.deepEqual(faultsOf(text), []);
    }
  });

  for (const text of ['[]', '7', '"text"', 'null: 1']) {
    it(`refuses ${text}`, () => assert.ok(faultsOf(text).length > 0));
  }
});
