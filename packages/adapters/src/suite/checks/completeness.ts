import assert from 'node:assert/strict';
import { HostManifest, type HostResource } from '@dispatchkit/contract/manifest';
import { scenariosOf } from '../fixtures.ts';
import type { SuiteCheck, SuiteSubject } from '../subject.ts';

/** The manifest is one, and the fixtures show what it says it can do. */
export function completenessChecks(subject: SuiteSubject): SuiteCheck[] {
  const { manifest, fixtures } = subject;
  const scenarios = scenariosOf(fixtures);
  const resources = Object.entries(manifest.resources).filter(
    (entry): entry is [string, HostResource] => entry[1] !== undefined && 'entity' in entry[1],
  );
  const shows = (kind: string, call: string) => scenarios.some(({ do: done }) => done.kind === kind && done.call === call);
  return [
    {
      name: 'is a manifest',
      run: async () => {
        const parsed = HostManifest.safeParse(manifest);
        assert.ok(parsed.success, parsed.error?.message ?? 'no manifest');
      },
    },
    {
      name: 'uses every enum it declares, and declares every enum it uses',
      run: async () => {
        const used = new Set(resources.flatMap(([, resource]) => Object.values(resource.fields).map((field) => field.enum)));
        for (const name of used)
          assert.ok(name === undefined || manifest.enums[name] !== undefined, `enum ${name} is not declared`);
        for (const name of Object.keys(manifest.enums)) assert.ok(used.has(name), `enum ${name} is used nowhere`);
      },
    },
    {
      name: 'shows every write, conflict and change feed in its fixtures',
      run: async () => {
        for (const [kind, { writes, concurrency, changes }] of resources) {
          if (writes.create !== false) assert.ok(shows(kind, 'create'), `no scenario creates ${kind}`);
          if (writes.update !== false) assert.ok(shows(kind, 'update'), `no scenario changes ${kind}`);
          if (writes.delete !== false) assert.ok(shows(kind, 'remove'), `no scenario removes ${kind}`);
          if (writes.update !== false && concurrency.kind !== 'none') {
            const hasConflict = scenarios.some(({ do: done, expect }) => done.kind === kind && expect.error?.kind === 'conflict');
            assert.ok(hasConflict, `no scenario has a conflict of ${kind}`);
          }
          if (changes.deletes.kind === 'flag' || changes.deletes.kind === 'tombstones') {
            const hasGone = scenarios.some(({ do: done, expect }) => done.kind === kind && (expect.removed?.length ?? 0) > 0);
            assert.ok(hasGone, `no scenario shows how one learns that ${kind} are gone`);
          }
          if (changes.by.kind !== 'all') assert.ok(shows(kind, 'changes'), `no scenario has changes of ${kind}`);
        }
      },
    },
    {
      name: 'shows errors of the host in its fixtures',
      run: async () => {
        const kinds = new Set(scenarios.map(({ expect }) => expect.error?.kind));
        assert.ok(kinds.has('invalid') || !resources.some(([, { writes }]) => writes.update !== false), 'nothing is refused');
        assert.ok(
          scenarios.some(({ expect }) => expect.nothing === true || expect.error?.kind === 'not-found'),
          'nothing is missing',
        );
      },
    },
  ];
}
