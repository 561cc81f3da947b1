import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from './config-error.ts';
import { parseConfig } from './parse-config.ts';

const parse = (text: string) => parseConfig({ file: 'dispatchkit.yaml', text }, {});

function faultsOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.faults.join('\n');
  }
  return '';
}

describe('the configuration of an installation that is spread', () => {
  it('is one database for all and no operators, unless it says otherwise', () => {
    const { tenants, operators, database } = parse('');
    assert.deepEqual([tenants.mode, tenants.maxOpenDatabases, operators.keyHashes], ['shared', 100, []]);
    assert.deepEqual([database.readUrl, database.syncUrl, database.syncSeconds], [undefined, undefined, 1]);
  });

  it('refuses arrangements that cannot be meant, and says what to give', () => {
    const cases: [string, RegExp][] = [
      ['database: { url: "https://a.example", syncUrl: "https://b.example" }', /url names the file of the replica/],
      ['database: { url: "file:a.db", syncUrl: "https://b.example", readUrl: "https://c.example" }', /either readUrl or syncUrl/],
      ['database: { readUrl: "file:copy.db" }', /libsql:\/\/host or https:\/\/host/],
      ['tenants: { databaseUrlTemplate: "file:tenants/one.db" }', /address with \{tenant\} in it once/],
      ['tenants: { databaseUrlTemplate: "file:{tenant}/{tenant}.db" }', /address with \{tenant\} in it once/],
      // The token itself, where its variable should be named.
      ['tenants: { databaseAuthTokenVariable: "eyJhbGciOi" }', /begins with DISPATCHKIT_/],
      ['tenants: { mode: per-tenant }', /database-per-tenant/],
      // The key itself, where its hash should be.
      ['operators: { keyHashes: [dko_abc] }', /SHA-256 of a key/],
    ];
    for (const [text, expected] of cases) assert.match(faultsOf(text), expected, text);
    for (const [text] of cases) assert.doesNotMatch(faultsOf(text), /eyJhbGciOi|dko_abc/, 'never repeats a secret');
  });
});
