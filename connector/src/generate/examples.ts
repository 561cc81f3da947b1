import { grantOf, type Role } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { withSampleHost } from '../../test/sample-host.ts';
import { samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import type { Example } from '../http/openapi/example.ts';
import type { Json } from '../http/openapi/json.ts';
import { operations } from '../http/operations/index.ts';
import type { Operation } from '../http/operations/operation.ts';
import type { GeneratedFile } from './openapi.ts';

const tenant = 'acme';
/** Who asks in the examples: the first of these that may. */
const askers: readonly Role[] = ['admin', 'dispatcher', 'technician', 'viewer'];
/** Lists in examples are cut: two records show as much as twenty. */
const shownItems = 2;
const shownLines = 8;

/** One request and its answer of every operation, as a connector with a few records gives it. */
export async function makeExamples(): Promise<Record<string, Example>> {
  // What differs between two runs is random, such as the secret of a key, and is made unrecognisable.
  const once = await record(operations);
  const again = await record(operations.filter(({ id }) => mayHoldSecret(once[id])));
  return Object.fromEntries(
    Object.entries(once).map(([id, example]) => [
      id,
      again[id] ? (masked(example as Json, again[id] as Json) as Example) : example,
    ]),
  );
}

export function examplesFile(examples: Readonly<Record<string, Example>>): GeneratedFile {
  const text = JSON.stringify(examples, null, 1);
  return {
    path: 'connector/src/http/openapi/generated/examples.ts',
    text: [
      '/** Generated: what a connector with a few records answers. Change connector/test/samples.ts instead. */',
      "import type { Example } from '../example.ts';",
      '',
      `export const examples: Readonly<Record<string, Example>> = ${text};`,
      '',
    ].join('\n'),
  };
}

/** Secrets, keys and tokens are long and have no spaces. */
function mayHoldSecret(example: Example | undefined): boolean {
  return /[\w.+/=-]{38,}/.test(JSON.stringify(example?.answer ?? ''));
}

async function record(wanted: readonly Operation[]): Promise<Record<string, Example>> {
  const examples: Record<string, Example> = {};
  let counter = 0;
  const ids = { next: () => `01936f3e-8d1a-7c3b-9a55-${(counter++).toString(16).padStart(12, '0')}` };
  await using connector = await openTestConnector({ ids, ...withSampleHost });
  const { services, store } = connector.connector;
  await seed(services, tenant, store.hosts);
  for (const operation of wanted) {
    const isRead = operation.method === 'get';
    // Each change starts from the same records, and its ids depend on nothing but its name.
    const own = isRead ? tenant : `${tenant}-${operation.id}`;
    if (!isRead) await seed(services, own, store.hosts);
    counter = numberOf(operation.id);
    const text = JSON.stringify(await ask(connector, operation, own));
    examples[operation.id] = JSON.parse(text.replaceAll(own, tenant)) as Example;
  }
  return examples;
}

/** A number of a name, apart from those of others (FNV-1a). */
function numberOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash * 0x1000;
}

async function ask(connector: TestConnector, operation: Operation, own: string): Promise<Example> {
  const sample = samples[operation.id] ?? {};
  const path = sample.path ?? operation.path;
  const role = askers.find((candidate) => grantOf(candidate, operation.action) !== 'none') ?? 'admin';
  const { status, body } = await connector.request(operation.method.toUpperCase(), `/v1${path}`, {
    as: { tenant: own, role, technicianId: role === 'technician' ? 't1' : null },
    headers: { 'x-request-id': 'example' },
    ...(operation.ifMatch ? { ifMatch: '*' } : {}),
    ...(sample.send === undefined ? {} : { send: sample.send }),
  });
  if (status >= 400) throw new Error(`The sample of ${operation.id} answers ${status}: ${JSON.stringify(body)}`);
  const params = paramsIn(operation.path, path);
  return {
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(sample.send === undefined ? {} : { request: sample.send as Json }),
    ...(body === undefined ? {} : { answer: cut(body as Json) }),
  };
}

function paramsIn(template: string, path: string): Record<string, string> {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const [pathname = ''] = path.split('?');
  const values = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
}

function cut(value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, shownItems).map(cut);
  if (typeof value === 'string' && value.includes('\n')) return value.split('\n').slice(0, shownLines).join('\n');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cut(member)]));
}

function masked(one: Json, other: Json | undefined): Json {
  if (typeof one === 'string') return one === other ? one : hidden(one);
  if (Array.isArray(one)) return one.map((item, i) => masked(item, Array.isArray(other) ? other[i] : undefined));
  if (typeof one !== 'object' || one === null) return one;
  const others = typeof other === 'object' && other !== null && !Array.isArray(other) ? other : {};
  return Object.fromEntries(Object.entries(one).map(([key, member]) => [key, masked(member, others[key])]));
}

/** The form stays, and what a secret begins with: `whsec_xxxx`. Signs of base64 go too: where they fall is chance. */
function hidden(text: string): string {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return text.replaceAll(/[\w-]/g, 'x');
  const [, start = '', rest = ''] = /^([a-z]{2,8}_)?(.*)$/s.exec(text) ?? [];
  return start + rest.replaceAll(/[A-Za-z0-9+/]/g, 'x');
}
