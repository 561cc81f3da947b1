import assert from 'node:assert/strict';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { Host, HostRecord } from '../../host.ts';
import { assertRecord, assertRecords, changesOf, explained, idsOfAll, listAll, settled } from '../answers.ts';
import { type NamedScenario, scenariosOf } from '../fixtures.ts';
import { type Replayed, type SuiteCheck, type SuiteSubject, steadyOf, withReplayed } from '../subject.ts';

/** What the fixtures say has to come of writes, conflicts, changes, errors. */
export function scenarioChecks(subject: SuiteSubject): SuiteCheck[] {
  return scenariosOf(subject.fixtures).map((scenario) => ({
    name: `${scenario.topic}: ${scenario.name}`,
    run: () =>
      withReplayed(subject, {}, (replayed) => explained(replayed, scenario.name, () => play(subject, replayed, scenario))),
  }));
}

async function play(subject: SuiteSubject, replayed: Replayed, scenario: NamedScenario): Promise<void> {
  const { host, server } = replayed;
  await host.signIn();
  const prepared = await prepare(host, scenario);
  assert.deepEqual([...server.unknown], [], 'what comes before is not in the steady exchanges');
  server.play(steadyOf(subject.fixtures), scenario.exchanges);
  const outcome = await settled(replayed, perform(host, scenario, prepared), scenario.name);
  assert.deepEqual([...server.unknown], [], 'questions that no exchange fits');
  const { error } = scenario.expect;
  if ('error' in outcome) {
    if (error === undefined) throw new Error(`${scenario.name}: was refused`, { cause: outcome.error });
    assert.equal(outcome.error.kind, error.kind, outcome.error.message);
    if (error.contains !== undefined) assert.ok(outcome.error.message.includes(error.contains), outcome.error.message);
  } else {
    assert.equal(error, undefined, `${scenario.name}: should have been refused`);
    compare(outcome.value, scenario);
  }
  const missed = server.missed().map(({ request }) => JSON.stringify(request));
  assert.deepEqual(missed, [], `${scenario.name}: never asked`);
}

/** The record a change is made from, or the cursor that changes are asked for from. */
async function prepare(host: Host, { do: { call, kind, id, cursor } }: NamedScenario): Promise<HostRecord | string | undefined> {
  if (call === 'changes') return cursor ?? (await changesOf(host, named(kind), undefined)).cursor;
  if ((call !== 'update' && call !== 'remove') || id === undefined) return undefined;
  return (await listAll(host, named(kind))).find((record) => record.id === id);
}

interface Outcome {
  readonly record?: HostRecord | undefined;
  readonly records?: readonly HostRecord[];
  readonly ids?: readonly string[];
  readonly removed?: readonly string[];
  readonly isFull?: boolean;
  readonly findings?: readonly { readonly severity: string; readonly message: string }[];
}

async function perform(host: Host, scenario: NamedScenario, prepared: HostRecord | string | undefined): Promise<Outcome> {
  const { call, kind, id, filter, fields } = scenario.do;
  const before = typeof prepared === 'object' ? prepared : undefined;
  switch (call) {
    case 'list':
      return { records: await listAll(host, named(kind), filter) };
    case 'ids':
      return { ids: await idsOfAll(host, named(kind)) };
    case 'get':
      return { record: await host.get(named(kind), named(id)) };
    case 'changes': {
      const changes = await changesOf(host, named(kind), typeof prepared === 'string' ? prepared : undefined);
      return { records: changes.changed, removed: changes.removed, isFull: changes.isFull };
    }
    case 'create':
      return { record: await host.create(named(kind), fields ?? {}) };
    case 'update':
      return { record: await host.update(named(kind), named(id), fields ?? {}, before) };
    case 'remove':
      await host.remove(named(kind), named(id), before);
      return {};
    case 'probe':
      return { findings: (await host.probe()).findings };
  }
}

function compare(outcome: Outcome, { name, expect }: NamedScenario): void {
  if (expect.nothing === true) assert.equal(outcome.record, undefined, name);
  if (expect.record !== undefined) assertRecord(outcome.record, expect.record, name);
  if (expect.records !== undefined) assertRecords(outcome.records ?? [], expect.records, name);
  if (expect.ids !== undefined) assert.deepEqual(outcome.ids?.toSorted(), expect.ids.toSorted(), name);
  if (expect.removed !== undefined) assert.deepEqual(outcome.removed?.toSorted(), expect.removed.toSorted(), name);
  if (expect.full !== undefined) assert.equal(outcome.isFull, expect.full, `${name}: everything again`);
  for (const { severity, contains } of expect.findings ?? []) {
    assert.ok(
      outcome.findings?.some((finding) => finding.severity === severity && finding.message.includes(contains)),
      `${name}: no ${severity} says “${contains}”: ${JSON.stringify(outcome.findings)}`,
    );
  }
}

function named<T extends HostKind | string>(value: T | undefined): T {
  assert.ok(value !== undefined, 'the scenario does not say of what kind, or which');
  return value;
}
