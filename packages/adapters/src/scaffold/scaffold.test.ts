import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { manifestSchemaId } from '@dispatchkit/contract/manifest';
import { checkManifest } from '../validate/index.ts';
import { describeOData, describeOpenApi, type Scaffold, ScaffoldError, scaffold } from './index.ts';

const documentOf = (name: string) => readFileSync(new URL(`documents/${name}`, import.meta.url), 'utf8');
const plumbline = documentOf('plumbline.openapi.yaml');
const kestrel = documentOf('kestrel.openapi.yaml');
const harbour = documentOf('service.edmx.xml');

/** Nine lists of nine lists of …: some hundred million texts. */
const aliases = Array.from(
  { length: 9 },
  (_, at) =>
    `a${at}: &a${at} [${Array(9)
      .fill(at === 0 ? 'x' : `*a${at - 1}`)
      .join(', ')}]`,
).join('\n');

/** A scaffold has no fault: what it is not sure of, it leaves out and asks. */
function sound({ files, faults, manifest, decisions }: Scaffold) {
  assert.deepEqual(
    faults.filter(({ severity }) => severity === 'fault'),
    [],
  );
  const checked = checkManifest(files['manifest.json'], { file: 'manifest.json' });
  assert.ok(checked.manifest);
  assert.equal(checked.manifest.$schema, manifestSchemaId);
  for (const { about } of decisions) assert.ok(files['README.md']?.includes(`- [ ] \`${about}\`: `));
  return { manifest, questions: decisions.map(({ about, question }) => `${about}: ${question}`).join('\n') };
}

describe('a first manifest from OpenAPI 3.1', () => {
  const { manifest, questions } = sound(scaffold(describeOpenApi(plumbline), 'plumbline'));
  const { jobs, assignments, technicians, customers, ...others } = manifest.resources;

  it('finds our kinds among the lists, whatever they are called, and nothing else', () => {
    const entities = [jobs, assignments, technicians, customers].map(
      (resource) => resource && 'entity' in resource && resource.entity,
    );
    assert.deepEqual(entities, ['work-orders', 'bookings', 'technicians', 'clients']);
    assert.deepEqual(others, {});
  });

  it('finds fields by their names, through allOf, envelopes and nested objects', () => {
    assert.deepEqual(jobs?.fields, {
      number: 'reference',
      title: 'summary',
      description: 'details',
      priority: { path: 'urgency', enum: 'jobsPriority' },
      status: { path: 'state', enum: 'jobsStatus' },
      customerId: { path: 'client.id', reference: 'customers' },
      durationMinutes: { path: 'estimated_hours', encoding: 'hours', otherwise: 60 },
      requestedAt: { path: 'created_at', write: false },
      dueAt: { lastDay: 'due_date' },
    });
    assert.equal(technicians?.fields['home.latitude'], 'location.lat');
    assert.equal(jobs?.calls?.list?.take, 'data');
    assert.equal(jobs?.calls?.get?.take, 'data');
  });

  it('proposes words both ways, and asks about those it does not know', () => {
    const { read, write } = manifest.enums?.jobsStatus ?? {};
    assert.equal(read?.booked, 'scheduled');
    assert.equal(read?.parts_ordered, undefined);
    assert.deepEqual(write, { completed: 'done' });
    assert.match(questions, /jobs\.status: What do parts_ordered mean/);
    assert.match(questions, /done, invoiced are all read as "completed"/);
  });

  it('guesses paging from parameters and answers', () => {
    assert.deepEqual(jobs?.paging, {
      kind: 'page',
      page: 'page',
      limit: 'per_page',
      first: 1,
      size: 200,
      pages: 'meta.total_pages',
    });
    assert.equal(technicians?.paging?.kind, 'cursor');
    assert.ok(assignments && 'paging' in assignments && assignments.paging?.kind === 'offset');
    assert.equal(customers?.paging, undefined);
  });

  it('writes as the document allows', () => {
    assert.deepEqual(Object.keys(jobs?.writes ?? {}), ['create', 'update', 'delete']);
    assert.equal(jobs?.concurrency?.kind, 'etag');
    assert.equal(customers?.writes?.sends, 'whole');
    assert.equal(technicians?.writes, undefined);
    assert.equal(technicians?.foundInList, true);
  });

  it('signs in with what needs no person, and keeps the secret out', () => {
    assert.deepEqual(manifest.connection.auth, { kind: 'headers', headers: { Authorization: 'Bearer ${secrets.token}' } });
    assert.equal(manifest.connection.baseUrl, '${settings.url}/api/v2');
    assert.equal(manifest.settings.url?.example, 'https://eu.plumbline.example');
  });

  it('asks about what it leaves out', () => {
    assert.match(questions, /timeOff: absences looks like timeOff, but nothing in it looks like technicianId/);
    assert.match(questions, /jobs\.siteId: "property_id" names one of sites/);
    assert.match(questions, /updated_since/);
  });
});

describe('a first manifest from OpenAPI 3.0 with numbers for words', () => {
  const { manifest, questions } = sound(scaffold(describeOpenApi(kestrel), 'kestrel'));
  const { jobs, customers } = manifest.resources;

  it('reads priorities that are numbers from the most urgent one on, writes numbers, and asks', () => {
    assert.deepEqual(manifest.enums?.jobsPriority, {
      read: { 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' },
      write: { urgent: 1, high: 2, normal: 3, low: 4 },
      unmapped: 'normal',
    });
    assert.match(questions, /jobs\.priority: They are numbers\. 1 as "urgent"/);
  });

  it('shows people the number of the host, even where it is the id', () => {
    assert.deepEqual(jobs?.id, { paths: ['ticket_no'], encoding: 'text' });
    assert.deepEqual(jobs?.fields.number, { path: 'ticket_no', write: false });
  });

  it('finds estimates and companies', () => {
    assert.deepEqual(jobs?.fields.durationMinutes, { path: 'estimate_minutes', encoding: 'minutes', otherwise: 60 });
    assert.equal(customers?.fields.name, 'company');
  });

  it('says how changes would be asked for', () => {
    assert.match(questions, /add "changed_after": "\$\{since\}" .* "paths": \["changed_at"\]/);
  });
});

describe('a first manifest from OData metadata', () => {
  const { manifest, questions } = sound(scaffold(describeOData(harbour, 'https://erp.example.com/odata/$metadata'), 'harbour'));
  const { jobs, assignments } = manifest.resources;

  it('reads keys, types, base types, enums and ETags', () => {
    assert.deepEqual(jobs?.id, { paths: ['ID'], encoding: 'guid' });
    assert.deepEqual(jobs?.fields.durationMinutes, { path: 'Duration', encoding: 'iso', otherwise: 60 });
    assert.deepEqual(jobs?.fields.requestedAt, { path: 'CreatedAt', write: false });
    assert.equal(manifest.enums?.jobsStatus?.read?.Closed, 'completed');
    assert.equal(jobs?.concurrency?.kind, 'etag');
    assert.equal(manifest.transport.kind, 'odata-v4');
    assert.equal(manifest.connection.baseUrl, '${settings.url}/odata');
  });

  it('takes assignments from the job when there is no list of them, and says so', () => {
    assert.deepEqual(assignments, { inJobs: { technician: 'AssignedTo', startsAt: 'PlannedStart', endsAt: 'PlannedEnd' } });
    assert.match(questions, /assignments: They have been taken from the job/);
  });

  it('knows version 2 by its envelope', () => {
    const old = harbour.replace('Version="4.0"', 'Version="1.0"');
    assert.equal(sound(scaffold(describeOData(old), 'old')).manifest.transport.kind, 'odata-v2');
  });
});

describe('documents that are none', () => {
  const rows: [what: string, read: () => unknown, message: RegExp][] = [
    ['a page', () => describeOpenApi('<!doctype html><p>Swagger UI</p>'), /OpenAPI/],
    ['broken JSON', () => describeOpenApi('{"openapi": "3.1.0",'), /neither sound JSON nor YAML, in line 1, column \d+/],
    ['broken YAML', () => describeOpenApi('openapi: 3.1.0\npaths:\n  /a: [1,\n'), /in line \d, column \d/],
    ['a page', () => describeOpenApi('<!doctype html><html></html>'), /not the page/],
    ['what is nested without end', () => describeOpenApi(`{"openapi": "3.1.0", "x": ${'['.repeat(30_000)}`), /nested too deep/],
    ['aliases without end', () => describeOpenApi(aliases), /by aliases/],
    ['a document type', () => describeOData('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), /document type/],
    ['Swagger 2', () => describeOpenApi('swagger: "2.0"'), /Convert it to OpenAPI 3/],
    ['a page instead of metadata', () => describeOData('<html><body>Sign in</body></html>'), /EDMX/],
    ['no XML', () => describeOData('{"value":[]}'), /EDMX|XML/],
    [
      'nothing of ours',
      () =>
        scaffold(
          describeOpenApi(plumbline.replace(/\/(work-orders|technicians|clients|bookings|absences)/g, '/invoices-of-$1-made')),
          'x',
        ),
      /Nothing in the document looks like jobs.*invoices/s,
    ],
  ];
  for (const [what, read, message] of rows) {
    it(`${what}: says what to give instead`, () => {
      assert.throws(read, (error) => error instanceof ScaffoldError && message.test(error.message));
    });
  }

  it('bears references in circles and hostile sizes', () => {
    const circle = JSON.stringify({
      openapi: '3.0.3',
      paths: {
        '/jobs': {
          get: { responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } } },
        },
      },
      components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } },
    });
    assert.throws(() => scaffold(describeOpenApi(circle), 'x'), ScaffoldError);
  });
});
