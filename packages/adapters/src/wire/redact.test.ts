import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../host.ts';
import { openRedactor } from './redact.ts';

test('secrets are hidden in plain, percent-encoded and in Base64', () => {
  const { text } = openRedactor(['p+ss w/rd', 'p+ss', 'abc']);
  assert.equal(text('p+ss w/rd and p+ss, abc but not abcd'), '••• and •••, ••• but not abcd');
  assert.equal(text('?key=p%2Bss%20w%2Frd&x'), '?key=•••&x');
  assert.equal(text(`Basic ${btoa('p+ss w/rd')}`), 'Basic •••');
});

test('what is learned later is hidden, too', () => {
  const redactor = openRedactor([]);
  redactor.learn('token-1234');
  redactor.learn(undefined);
  redactor.learn('');
  const error = redactor.error(new HostError('auth', 'token-1234 is too old', { status: 401 }));
  assert.ok(error instanceof HostError);
  assert.deepEqual([error.message, error.kind, error.status], ['••• is too old', 'auth', 401]);
});
