import assert from 'node:assert/strict';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { assertRecord, assertRecords, explained, idsOfAll, listAll } from '../answers.ts';
import { type SuiteCheck, type SuiteSubject, withReplayed } from '../subject.ts';

/** Signing in, lists to their end, ids, single records. */
export function readingChecks(subject: SuiteSubject): SuiteCheck[] {
  const { records, host } = subject.fixtures.expected;
  const kinds = Object.keys(subject.manifest.resources) as HostKind[];
  return [
    {
      name: 'signs in',
      run: () => withReplayed(subject, {}, (replayed) => explained(replayed, 'signing in', () => replayed.host.signIn())),
    },
    {
      name: 'says its version, where the manifest knows how to ask',
      run: () =>
        // Of a host without kinds nothing but this is asked.
        withReplayed({ ...subject, manifest: { ...subject.manifest, resources: {} } }, {}, (replayed) =>
          explained(replayed, 'the version', async () => {
            assert.deepEqual(await replayed.host.probe(), { host: host ?? null, findings: [] });
          }),
        ),
    },
    {
      name: 'has expected records of every kind',
      run: async () => {
        for (const kind of kinds) {
          if (subject.manifest.resources[kind] === undefined) continue;
          assert.ok((records[kind]?.length ?? 0) > 0, `expected.json has no ${kind}`);
        }
        for (const kind of Object.keys(records)) assert.ok(kinds.includes(kind as HostKind), `${kind} are not in the manifest`);
      },
    },
    ...kinds.flatMap((kind) => {
      const expected = records[kind] ?? [];
      const [first] = expected;
      return [
        {
          name: `lists ${kind} to the last page`,
          run: () =>
            withReplayed(subject, {}, (replayed) =>
              explained(replayed, kind, async () => assertRecords(await listAll(replayed.host, kind), expected, kind)),
            ),
        },
        {
          name: `knows the ids of all ${kind}`,
          run: () =>
            withReplayed(subject, {}, (replayed) =>
              explained(replayed, kind, async () => {
                const ids = await idsOfAll(replayed.host, kind);
                assert.deepEqual(ids.toSorted(), expected.map(({ id }) => id).toSorted());
              }),
            ),
        },
        {
          name: `reads one of ${kind} by itself`,
          run: () =>
            withReplayed(subject, {}, (replayed) =>
              explained(replayed, kind, async () => {
                assert.ok(first !== undefined, `expected.json has no ${kind}`);
                assertRecord(await replayed.host.get(kind, first.id), first, kind);
              }),
            ),
        },
      ];
    }),
  ];
}
