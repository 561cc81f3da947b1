import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventTypes } from './events.ts';
import { kinds } from './kinds.ts';
import { problemCodes, problems, problemType } from './problems.ts';
import { violationCodes } from './violations.ts';

test('every problem has a code of words, an error status and a title that is a sentence', () => {
  for (const code of problemCodes) {
    assert.match(code, /^[a-z][a-z_]*$/);
    const { status, title } = problems[code];
    assert.ok(status >= 400 && status < 600, code);
    assert.match(title, /^[A-Z].*[^.]$/, code);
    assert.equal(problemType(code), `https://dispatchkit.dev/errors/${code}`);
  }
});

test('titles tell problems apart', () => {
  assert.equal(new Set(problemCodes.map((code) => problems[code].title)).size, problemCodes.length);
});

test('lists of words hold each word once', () => {
  for (const words of [eventTypes, kinds, problemCodes, violationCodes]) assert.equal(new Set<string>(words).size, words.length);
});

test('every collection can tell that it changed', () => {
  const subjects = new Set(eventTypes.map((type) => type.split('.')[0]));
  const singular = {
    jobs: 'job',
    assignments: 'assignment',
    technicians: 'technician',
    customers: 'customer',
    sites: 'site',
    shifts: 'shift',
    timeOff: 'time_off',
    crews: 'crew',
    equipment: 'equipment',
    certifications: 'certification',
    dependencies: 'dependency',
    series: 'series',
    views: 'view',
    apiKeys: 'api_key',
    webhooks: 'webhook',
  };
  for (const kind of kinds) assert.ok(subjects.has(singular[kind]), kind);
});
