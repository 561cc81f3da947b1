import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCookieJar } from './cookies.ts';

const nowMs = Date.parse('2026-11-20T08:00:00Z');
const host = 'https://erp.example.com';

function jarWith(...lines: string[]) {
  const jar = openCookieJar();
  jar.keep(host, new Headers(lines.map((line): [string, string] => ['set-cookie', line])), nowMs);
  return jar;
}

test('cookies go back where they came from', () => {
  const jar = jarWith('sid=a=b; Path=/; Secure; HttpOnly', 'lang="en"', 'sid=newer');
  assert.equal(jar.of(host), 'lang="en"; sid=newer');
  assert.equal(jar.of('https://other.example.com'), undefined);
  jar.clear();
  assert.equal(jar.of(host), undefined);
});

test('those that have ended are gone, and nonsense never was', () => {
  const jar = jarWith(
    'a=1',
    'a=; Max-Age=0',
    'b=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'c=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60',
    'd=1; Expires=Fri, 20 Nov 2026 09:00:00 GMT',
    '=1',
    'nothing',
    `long=${'x'.repeat(9_000)}`,
  );
  assert.equal(jar.of(host), 'c=1; d=1');
});

test('a host cannot fill the jar', () => {
  const jar = jarWith(...Array.from({ length: 200 }, (_, at) => `c${at}=1`));
  assert.equal(jar.of(host)?.split('; ').length, 50);
});
