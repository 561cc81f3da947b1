import assert from 'node:assert/strict';
import { type EnumMap, type HostField, type HostKind, type HostManifest, HostResource } from '@dispatchkit/contract/manifest';
import { dayRange, wallOf, wallToInstant } from '@dispatchkit/scheduling';
import fc from 'fast-check';
import type { HostRecord } from '../../host.ts';
import { Codecs } from '../../mapping/encodings.ts';
import { idsByKind } from '../../mapping/ids.ts';
import { type FieldPlan, planOf, type ResourcePlan } from '../../mapping/plans.ts';
import { readFields } from '../../mapping/read-record.ts';
import { Words } from '../../mapping/words.ts';
import { readOnlyReason, type WriteSurroundings, writeFields } from '../../mapping/write-fields.ts';
import { write } from '../../templates/path.ts';
import { isObject } from '../patterns.ts';
import { type SuiteCheck, type SuiteSubject, settingsOf } from '../subject.ts';

/** What is written is read as it was, and words go both ways. */
export function valueChecks(subject: SuiteSubject): SuiteCheck[] {
  const { manifest } = subject;
  const surroundings = surroundingsOf(subject);
  const plans = plansOf(manifest);
  return [
    ...plans.flatMap((plan) =>
      writableFields(plan, manifest, surroundings).map((field) => ({
        name: `${plan.kind}.${field.name} is read as it was written`,
        run: async () => roundTrip(plan, field, surroundings),
      })),
    ),
    ...Object.entries(manifest.enums).map(([name, map]) => ({
      name: `words of ${name} go both ways, and others are told as unmapped`,
      run: async () => bothWays(map, wordsOf(surroundings, name)),
    })),
    ...plans.flatMap((plan) =>
      plan.fields
        .filter(({ field }) => field.enum !== undefined)
        .map((field) => ({
          name: `${plan.kind}.${field.name} has only words that we know`,
          run: async () => knownWords(field, manifest),
        })),
    ),
  ];
}

/** Resources, and the times of assignments that are fields of jobs. */
function plansOf(manifest: HostManifest): ResourcePlan[] {
  return (Object.entries(manifest.resources) as [HostKind, HostManifest['resources'][HostKind]][]).flatMap(([kind, resource]) => {
    if (resource === undefined) return [];
    if (!('inJobs' in resource)) return [planOf(kind, resource, manifest)];
    const { startsAt, endsAt } = resource.inJobs;
    const parsed = HostResource.parse({ entity: 'jobs', fields: {}, writes: { update: true } });
    return [planOf(kind, { ...parsed, fields: { startsAt, endsAt } }, manifest)];
  });
}

function surroundingsOf(subject: SuiteSubject): WriteSurroundings {
  const { manifest } = subject;
  const { settings } = settingsOf(subject);
  const zone = manifest.values.timeZone.replace(/^\$\{settings\.(\w+)\}$/, (_, name: string) => String(settings[name] ?? 'UTC'));
  const codecs = new Codecs(manifest.values, zone.includes('$') ? 'UTC' : zone);
  const words = new Map(
    Object.entries(manifest.enums).map(([name, map]) => [
      name,
      new Words(name, map, rowsOf(map), (value) => codecs.isEmpty(value, 'text')),
    ]),
  );
  return { codecs, words, transport: manifest.transport.kind, idOf: idsByKind(manifest) };
}

/** A table of the host that has a row for each word the list names. */
function rowsOf({ rows, read = {}, write: written }: EnumMap) {
  if (rows === undefined) return undefined;
  const names = new Set([...Object.keys(read), ...Object.values(written).map(String)]);
  return [...names].map((match, at) => ({ id: at + 1, match, label: match }));
}

function wordsOf({ words }: WriteSurroundings, name: string): Words {
  const found = words.get(name);
  assert.ok(found !== undefined, `enum ${name} is not declared`);
  return found;
}

function writableFields(plan: ResourcePlan, manifest: HostManifest, surroundings: WriteSurroundings): FieldPlan[] {
  const { writes } = plan.resource;
  if (writes.create === false && writes.update === false) return [];
  return plan.fields.filter(
    (field) =>
      readOnlyReason(field, manifest.transport.kind, surroundings.words) === undefined &&
      !(typeof field.field.write === 'object' && field.field.write.conversions.length > 0),
  );
}

function roundTrip(plan: ResourcePlan, field: FieldPlan, surroundings: WriteSurroundings): void {
  fc.assert(
    fc.property(changesOf(plan, field, surroundings), (changes) => {
      const written = writeFields(plan, changes, before(plan.kind, changes), surroundings, 'the host');
      const row: Record<string, unknown> = {};
      for (const [path, value] of Object.entries(written)) put(row, path, value, plan.fields);
      const only = plan.fields.filter(({ name }) => name in changes || name.split('.')[0] === field.name.split('.')[0]);
      // What is written to another row is read from it: here they are one.
      const related = new Map(Object.keys(plan.resource.relations).map((relation) => [relation, [row]]));
      const found = readFields({ ...plan, fields: only }, row, related, surroundings);
      assert.deepEqual(found.faults, [], JSON.stringify(written));
      for (const [name, value] of Object.entries(changes)) assert.deepEqual(found.fields[name], value, JSON.stringify(written));
    }),
    { numRuns: 50, seed: 4 },
  );
}

/** Where a field is written under another name than it is read, the host is taken to show it there. */
function put(row: Record<string, unknown>, path: string, value: unknown, fields: readonly FieldPlan[]): void {
  const plain = path.replace(/@odata\\?\.bind$/, '');
  const field = fields.find(({ field: { write: override } }) => typeof override === 'object' && override.path === plain);
  write(row, field?.field.path ?? path, plain === path ? value : idOfReference(value));
}

function idOfReference(value: unknown): unknown {
  return typeof value === 'string' ? (/\('?([^']*?)'?\)$/.exec(value)?.[1] ?? value) : value;
}

function before(kind: HostKind, fields: Readonly<Record<string, unknown>>): HostRecord {
  return { kind, id: '1', fields, token: null, unmapped: [] };
}

type Changes = Readonly<Record<string, unknown>>;

/** A field by itself, or with what it can only be written with: a position is one thing, a duration needs both its ends. */
function changesOf(plan: ResourcePlan, planned: FieldPlan, surroundings: WriteSurroundings): fc.Arbitrary<Changes> {
  const { name, field } = planned;
  const whole = name.startsWith('custom.') ? name : (name.split('.')[0] ?? name);
  if (whole !== name) return fc.record({ [whole]: partsOf(whole) });
  const other = field.endOf?.start ?? field.startOf?.end;
  if (other !== undefined) {
    const otherName = plan.fields.find((candidate) => candidate.field.path === other)?.name;
    assert.ok(otherName !== undefined, `${name} is written as a duration, and nothing is mapped to ${other}`);
    const sign = field.endOf === undefined ? -1 : 1;
    return fc
      .tuple(instants(surroundings), fc.integer({ min: 1, max: 10_000 }))
      .map(([at, minutes]) => ({ [otherName]: instant(at), [name]: instant(at + sign * minutes * 60_000) }));
  }
  return fc.record({ [name]: valuesOf(planned, surroundings) });
}

const plainObjects = { noNullPrototype: true };

function partsOf(whole: string): fc.Arbitrary<unknown> {
  if (whole === 'quotedPrice')
    return fc.record({ amount: fc.integer({ min: 0, max: 1e8 }), currency: fc.constantFrom('EUR', 'USD') }, plainObjects);
  const degrees = (most: number) => fc.integer({ min: 1, max: most * 10_000 }).map((part) => part / 10_000);
  return fc.record({ latitude: degrees(90), longitude: degrees(180) }, plainObjects);
}

function valuesOf({ field, target }: FieldPlan, surroundings: WriteSurroundings): fc.Arbitrary<unknown> {
  if (field.enum !== undefined) return fc.constantFrom(...wordsOf(surroundings, field.enum).writable);
  if (field.day !== undefined || field.lastDay !== undefined) return days(surroundings.codecs.timeZone);
  const { type } = target;
  switch (type) {
    case 'instant':
      return instants(surroundings).map(instant);
    case 'day':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10));
    case 'minutes':
      return fc.integer({ min: 1, max: 20_160 });
    case 'number':
    case 'integer':
      return fc.integer({ min: 1, max: 100_000 });
    case 'boolean':
      return fc.boolean();
    case 'words':
      return fc.constantFrom(...target.words);
    case 'time-zone':
      return fc.constantFrom('Europe/Berlin', 'America/Los_Angeles');
    case 'color':
      return fc.constantFrom('#4263eb', '#e03131');
    case 'reference':
      return idsOf(target.to, surroundings);
    case 'references':
      return fc.uniqueArray(idsOf(target.to, surroundings), { minLength: 1, maxLength: 4 });
    case 'texts':
      return fc.uniqueArray(keys, { minLength: 1, maxLength: 4 });
    case 'skills':
      return fc.uniqueArray(keys, { minLength: 1, maxLength: 4 }).map((list) => list.map((key) => ({ key })));
    case 'any':
      return anyOf(field, surroundings);
    default:
      return fc.constant(null);
  }
}

function anyOf(field: HostField, surroundings: WriteSurroundings): fc.Arbitrary<unknown> {
  return field.reference === undefined ? texts : idsOf(field.reference, surroundings);
}

const keys = fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/);

/** One line of any script, as people type it. */
const texts = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').trim())
  .map((text) => `A${text}`.replaceAll(/\s+/g, ' ').trim());

function idsOf(kind: HostKind, { idOf }: WriteSurroundings): fc.Arbitrary<string> {
  const { encoding = 'text', paths = ['id'] } = idOf(kind) ?? {};
  const part =
    encoding === 'integer' ? fc.integer({ min: 1, max: 2_000_000_000 }).map(String) : encoding === 'guid' ? fc.uuid() : keys;
  return fc.tuple(...paths.map(() => part)).map((parts) => parts.join(','));
}

/** Whole minutes, none of which comes twice because clocks are put back. */
function instants({ codecs: { timeZone } }: WriteSurroundings): fc.Arbitrary<number> {
  return fc
    .integer({ min: Date.UTC(2001, 0), max: Date.UTC(2090, 0) })
    .map((ms) => ms - (ms % 60_000))
    .filter((ms) => {
      const { day, hour, minute } = wallOf(ms, timeZone);
      const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      return wallToInstant(`${day}T${clock}`, timeZone) === ms;
    });
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function days(timeZone: string): fc.Arbitrary<string> {
  return fc
    .date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((day) => instant(dayRange(day.toISOString().slice(0, 10), timeZone).startMs));
}

const unheardOf = 'a word nobody has heard of';

function bothWays(map: EnumMap, words: Words): void {
  if (map.flags !== undefined) {
    assert.equal(words.read(undefined, {})?.word, map.flags.find(({ when }) => 'not' in when)?.is ?? map.unmapped);
    return;
  }
  const rows = rowsOf(map);
  const raw = (word: string) => rows?.find(({ match }) => match === word)?.id ?? word;
  for (const [hostWord, ours] of Object.entries(map.read ?? {})) {
    const forms = [raw(hostWord), ...(rows === undefined && /^(?:0|[1-9]\d*)$/.test(hostWord) ? [Number(hostWord)] : [])];
    for (const form of forms) {
      const read = words.read(form, {});
      if (hostWord !== '') assert.deepEqual(read, { word: ours }, `read: ${hostWord}`);
    }
  }
  for (const word of words.writable) {
    const written = words.write(word);
    assert.ok(written.ok, `write: ${word}`);
    assert.deepEqual(words.read(written.value, {}), { word }, `${word} is written as something else`);
  }
  if (map.read === undefined && rows === undefined) return;
  const unknown = words.read(unheardOf, {});
  assert.equal(unknown?.word, map.unmapped);
  assert.equal(unknown?.unmapped?.value, unheardOf, 'an unknown word is not told');
}

function knownWords({ name, field, target }: FieldPlan, manifest: HostManifest): void {
  const map = field.enum === undefined ? undefined : manifest.enums[field.enum];
  assert.ok(isObject(map), `the enum of ${name} is not declared`);
  if (target.type !== 'words') return;
  const { read = {}, write: written, flags = [], unmapped } = map as EnumMap;
  for (const word of [...Object.values(read), ...Object.keys(written), ...flags.map(({ is }) => is), unmapped])
    assert.ok(target.words.includes(word), `“${word}” is no word of ${name}`);
}
