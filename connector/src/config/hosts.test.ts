import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { memoryManifest } from '../../test/memory-host.ts';
import { secretsOf } from '../observability/config-secrets.ts';
import { ConfigError } from './config-error.ts';
import { type Environment, parseConfig } from './parse-config.ts';

const environment = { ERP_PASSWORD: 'swordfish' };

function parse(hosts: unknown, variables: Environment = environment, readText?: (path: string) => string) {
  return parseConfig({ file: 'test.yaml', text: stringify({ hosts }) }, variables, readText).hosts;
}

function faultsOf(hosts: unknown, readText?: (path: string) => string): readonly string[] {
  try {
    parse(hosts, environment, readText);
  } catch (error) {
    assert(error instanceof ConfigError);
    return error.faults;
  }
  assert.fail('it was taken');
}

/** As a manifest names a value. */
const named = (name: string) => `\${${name}}`;

const manifest = {
  ...memoryManifest,
  settings: {
    url: { title: 'Address', type: 'url' },
    port: { title: 'Port', type: 'number', default: 8000 },
    password: { title: 'Password', type: 'secret' },
  },
  connection: {
    baseUrl: `${named('settings.url')}:${named('settings.port')}`,
    auth: { kind: 'headers', headers: { key: named('secrets.password') } },
  },
};
const settings = { url: 'https://erp.example.com', password: { env: 'ERP_PASSWORD' } };

describe('host systems in the configuration', () => {
  it('are taken with their manifests, and their secrets from the environment', () => {
    const [host] = parse({ acme: [{ name: 'erp', manifest, settings, resources: { jobs: 'mirror' }, whenAway: 'queue' }] });
    assert.deepEqual(
      [host?.tenant, host?.settings, host?.secrets, host?.modes, host?.whenAway, host?.pollSeconds],
      ['acme', { url: 'https://erp.example.com', port: 8000 }, { password: 'swordfish' }, { jobs: 'mirror' }, 'queue', 30],
    );
    assert.ok(secretsOf({ hosts: [host] }).includes('swordfish'), 'the log hides it');
  });

  it('take secrets from files of a secret store', () => {
    const given = (file: string) => [{ name: 'erp', manifest, settings: { ...settings, password: { file } } }];
    const read = (path: string) => {
      if (path !== '/run/secrets/erp') throw new Error('ENOENT');
      return 'swordfish\n';
    };
    assert.deepEqual(parse({ acme: given('/run/secrets/erp') }, {}, read)[0]?.secrets, { password: 'swordfish' });
    assert.deepEqual(faultsOf({ acme: given('/run/secrets/other') }, read), [
      'test.yaml: /hosts/acme/0/settings/password: the file /run/secrets/other cannot be read, or is empty',
    ]);
    assert.match(faultsOf({ acme: given('/run/secrets/erp') })[0] ?? '', /this runtime has none/);
  });

  it('are refused with a setting that is not what the manifest asks for', () => {
    const asked = {
      ...manifest,
      settings: { ...manifest.settings, zone: { title: 'Zone', type: 'time-zone' }, isTest: { title: 'Test', type: 'boolean' } },
    };
    const wrong = {
      url: 'nope',
      port: { env: 'ERP_PORT' },
      password: { env: 'ERP_PASSWORD' },
      zone: 'Mars/Olympus',
      isTest: 'yes',
    };
    const read = () =>
      parse({ acme: [{ name: 'erp', manifest: asked, settings: wrong }] }, { ...environment, ERP_PORT: 'eighty' });
    assert.throws(read, (error: unknown) => {
      assert(error instanceof ConfigError);
      assert.deepEqual(
        error.faults.map((fault) => fault.replace('test.yaml: /hosts/acme/0/settings/', '')),
        [
          'url: found "nope"; expected an address such as https://erp.example.com',
          'port: found the value of ERP_PORT; expected a number',
          'zone: found "Mars/Olympus"; expected a time zone such as Europe/Berlin',
          'isTest: found "yes"; expected true or false',
        ],
      );
      return true;
    });
  });

  it('may name a manifest that comes along, or a file', () => {
    const tryton = parse(
      { acme: [{ name: 'erp', manifest: 'tryton-6', settings: trytonSettings() }] },
      { ERP_PASSWORD: 'swordfish' },
    );
    assert.equal(tryton[0]?.manifest.name, 'tryton-6');
    const files = (path: string) => {
      assert.equal(path, './erp.json');
      return JSON.stringify(manifest);
    };
    assert.equal(
      parse({ acme: [{ name: 'erp', manifest: './erp.json', settings }] }, environment, files)[0]?.manifest.name,
      'memory',
    );
  });

  it('tell all that is wrong with them at once, and never a secret', () => {
    const faults = faultsOf({
      acme: [
        { name: 'erp', manifest, settings: { ulr: 'x', password: 'swordfish' }, resources: { jobs: 'mirror', crews: 'mirror' } },
        { name: 'erp', manifest: 'tryton-7', resources: { jobs: 'mirror' } },
      ],
      globex: [{ name: 'erp', manifest, settings: { ...settings, password: { env: 'NOT_SET' } } }],
    });
    const text = faults.join('\n');
    for (const expected of [
      /acme\/0\/settings\/ulr: is no setting of memory\. Did you mean url\?/,
      /acme\/0\/settings\/password: found a value; a secret stands in the environment/,
      /acme\/0\/settings\/url: found nothing/,
      /acme\/0\/resources\/crews: found mirror; the manifest knows/,
      /acme\/1\/name: found "erp" twice/,
      /acme\/1\/resources\/jobs: found a second source/,
      /acme\/1\/manifest: found "tryton-7".*Did you mean tryton-6\?/,
      /globex\/0\/settings\/password: the environment variable NOT_SET is not set/,
    ]) {
      assert.match(text, expected);
    }
    assert.doesNotMatch(text, /swordfish/);
  });

  it('with a manifest that is not sound say where', () => {
    const spoiled = { ...manifest, transport: { kind: 'carrier-pigeon' } };
    assert.match(faultsOf({ acme: [{ name: 'erp', manifest: spoiled, settings }] }).join('\n'), /acme\/0\/manifest: .*transport/);
    const noFile = () => {
      throw new Error('ENOENT');
    };
    assert.match(faultsOf({ acme: [{ name: 'erp', manifest: './no.json' }] }, noFile).join('\n'), /cannot be read/);
    assert.match(faultsOf({ acme: [{ name: 'erp', manifest: './no.json' }] }).join('\n'), /this runtime has none/);
  });
});

function trytonSettings() {
  return { url: 'https://tryton.example.com', database: 'erp', user: 'dispatch', password: { env: 'ERP_PASSWORD' } };
}
