// The whole HTTP suite on one runtime and one store, both named by DISPATCHKIT_CELL (`deno/sqld`). `npm run test:runtimes` runs every
// cell; one alone: DISPATCHKIT_CELL=bun/file node --conditions=dispatchkit-source --test connector/runtime-tests/cell.test.ts
import { after, before, describe } from 'node:test';
import { suite } from './suite/index.ts';
import { cellNamed } from './support/cells.ts';
import { openSubject, type Subject } from './support/subject.ts';

const cell = cellNamed(process.env.DISPATCHKIT_CELL ?? 'node/file');

describe(`the connector on ${cell.runtime} with ${cell.store}`, () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject(cell);
  });
  after(() => subject?.close());

  for (const part of suite) part(() => subject, cell);
});
