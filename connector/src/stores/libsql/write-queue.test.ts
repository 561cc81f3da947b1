import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WriteQueue } from './write-queue.ts';

/** A task that says when it runs and what comes of it, and whose waiting ends when told. */
function slowToSettle(queue: WriteQueue, said: string[]) {
  return (name: string, refusal?: Error) => {
    const settled = Promise.withResolvers<void>();
    const answer = queue.runAhead(
      async () => {
        said.push(`${name} runs`);
        if (refusal) throw refusal;
        return name;
      },
      {
        settled: () => settled.promise,
        end: (value) => {
          said.push(`${value} ends`);
          return value;
        },
      },
    );
    return { answer, settle: settled.resolve, fail: settled.reject };
  };
}

test('tasks run while those before them wait, and end in their order', async () => {
  const queue = new WriteQueue();
  const said: string[] = [];
  const start = slowToSettle(queue, said);
  const [first, second] = [start('first'), start('second')];
  await queue.run(async () => said.push('third runs'));
  second.settle();
  await queue.run(async () => said.push('fourth runs'));
  assert.deepEqual(said.splice(0), ['first runs', 'second runs', 'third runs', 'fourth runs']);
  first.settle();
  assert.deepEqual(await Promise.all([second.answer, first.answer]), ['second', 'first']);
  assert.deepEqual(said, ['first ends', 'second ends']);
});

test('a refusal is not heard before what it may have seen is settled', async () => {
  const queue = new WriteQueue();
  const said: string[] = [];
  const start = slowToSettle(queue, said);
  const first = start('first');
  const refused = start('second', new Error('Taken.')).answer.catch((error: unknown) => said.push(String(error)));
  await queue.run(async () => {});
  assert.deepEqual(said.splice(0), ['first runs', 'second runs']);
  first.settle();
  await refused;
  assert.deepEqual(said, ['first ends', 'Error: Taken.']);
});

test('what cannot be settled fails alone and does not end', async () => {
  const queue = new WriteQueue();
  const said: string[] = [];
  const start = slowToSettle(queue, said);
  const [first, second] = [start('first'), start('second')];
  second.settle();
  const failed = assert.rejects(first.answer, /No room/);
  first.fail(new Error('No room.'));
  await failed;
  assert.equal(await second.answer, 'second');
  assert.deepEqual(said, ['first runs', 'second runs', 'second ends']);
});

test('idle is who has nothing to wait for', async () => {
  const queue = new WriteQueue();
  const said: string[] = [];
  const first = slowToSettle(queue, said)('first');
  const idle = queue.idle().then(() => said.push('idle'));
  await queue.run(async () => {});
  first.settle();
  await idle;
  assert.deepEqual(said, ['first runs', 'first ends', 'idle']);
});
