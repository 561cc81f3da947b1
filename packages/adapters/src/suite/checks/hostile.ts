import assert from 'node:assert/strict';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { listAll, refusal, settled } from '../answers.ts';
import { isObject } from '../patterns.ts';
import { json, type ReplayedAnswer } from '../replay-server.ts';
import { type Replayed, type SuiteCheck, type SuiteSubject, withReplayed } from '../subject.ts';

const asJson = { 'content-type': 'application/json' };
const html = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><script>alert(1)</script></body></html>';

const hostileAnswers: Readonly<Record<string, ReplayedAnswer>> = {
  'HTML with status 200': { status: 200, headers: { 'content-type': 'text/html' }, text: html },
  'HTML that says it is JSON': { status: 200, headers: asJson, text: html },
  'HTML with status 502': { status: 502, headers: { 'content-type': 'text/html' }, text: html },
  'an empty body': { status: 200, headers: asJson, text: '' },
  'JSON that stops in the middle': { status: 200, headers: asJson, text: '{"data":[{"id":1,"name":"A' },
  'JSON 10,000 levels deep': { status: 200, headers: asJson, text: '['.repeat(10_000) + ']'.repeat(10_000) },
  'objects 10,000 levels deep': {
    status: 200,
    headers: asJson,
    text: `${'{"data":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  },
  'an answer that is too large': json(200, { data: 'x'.repeat(300_000) }),
  'a number': json(200, 12),
  null: json(200, null),
  'a name that is everybody’s parent': { status: 200, headers: asJson, text: '{"__proto__":{"isAdmin":true},"data":[]}' },
};

/** Answers that nobody should trust. */
export function hostileChecks(subject: SuiteSubject): SuiteCheck[] {
  const kinds = Object.keys(subject.fixtures.expected.records) as HostKind[];
  if (kinds.length === 0) return [];
  return [
    ...Object.entries(hostileAnswers).map(([name, answer]) => ({
      name: `bears ${name}`,
      run: () =>
        withReplayed(subject, { maxMegabytes: 0.1 }, async (replayed) => {
          await replayed.host.signIn();
          replayed.server.trouble(() => answer);
          const { host } = replayed;
          for (const kind of kinds) {
            await settled(replayed, listAll(host, kind), `${name}, ${kind}`);
            await settled(
              replayed,
              host.get(kind, subject.fixtures.expected.records[kind]?.[0]?.id ?? '1'),
              `${name}, one of ${kind}`,
            );
            await settled(replayed, host.ids(kind), `${name}, ids of ${kind}`);
            await settled(replayed, host.changes(kind, undefined), `${name}, changes of ${kind}`);
          }
          assert.equal(({} as Record<string, unknown>)['isAdmin'], undefined, 'an answer changed all objects');
        }),
    })),
    {
      name: 'refuses what is too large, too deep, or no JSON',
      run: () =>
        withReplayed(subject, { maxMegabytes: 0.1 }, async (replayed) => {
          await replayed.host.signIn();
          for (const name of ['an answer that is too large', 'JSON 10,000 levels deep', 'HTML that says it is JSON']) {
            const answer = hostileAnswers[name];
            assert.ok(answer !== undefined);
            replayed.server.trouble(() => answer);
            for (const kind of kinds) await refusal(replayed, replayed.host.list(kind), `${name}, ${kind}`);
          }
        }),
    },
    ...kinds.map((kind) => ({
      name: `bears wrong types in every field of ${kind}`,
      run: () => withReplayed(subject, {}, (replayed) => wrongTypes(replayed, kind)),
    })),
  ];
}

const wrongValues: readonly unknown[] = [null, true, -1e308, '\u0000<b>x</b>', [], {}, [[[{}]]], { a: { b: [1, 'x', null] } }];

/** Each name that occurs in the answers, with each wrong value, wherever it occurs. What comes may be records or an error, never a crash. */
async function wrongTypes(replayed: Replayed, kind: HostKind): Promise<void> {
  const { host, server } = replayed;
  await host.signIn();
  const names = new Set<string>();
  server.spoil((body) => {
    collectNames(body, names);
    return body;
  });
  await listAll(host, kind);
  for (const name of names) {
    for (const wrong of wrongValues) {
      server.spoil((body) => withValue(body, name, wrong));
      await settled(replayed, listAll(host, kind), `${name} = ${JSON.stringify(wrong)}`);
    }
  }
}

function collectNames(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const part of value) collectNames(part, names);
  if (!isObject(value)) return;
  for (const [name, part] of Object.entries(value)) {
    names.add(name);
    collectNames(part, names);
  }
}

function withValue(value: unknown, name: string, wrong: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => withValue(part, name, wrong));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === name ? wrong : withValue(part, name, wrong)]),
  );
}
