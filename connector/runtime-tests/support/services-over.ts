import assert from 'node:assert/strict';
import { operations } from '../../src/http/operations/index.ts';
import type { Services } from '../../src/services/index.ts';
import type { Subject } from './subject.ts';

/**
 * The services of a connector that is only reached over HTTP, as the fixture calls them: `createJob(actor, body)` becomes the
 * request of the operation of that name, by an administrator of the actor's tenant.
 */
export function servicesOver(subject: Pick<Subject, 'request'>): Services {
  const call = async (id: string, [{ tenant }, ...given]: [{ tenant: string }, ...unknown[]]) => {
    const body = given.at(-1);
    const path = id === 'createRecord' ? collectionOf(String(given[0])) : pathOf(id);
    const answer = await subject.request('POST', path, { as: 'admin', tenant, send: body });
    assert.equal(answer.status, 201, `${id} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return new Proxy({} as Services, {
    get:
      (_, id: string) =>
      (...given: [{ tenant: string }, ...unknown[]]) =>
        call(id, given),
  });
}

function pathOf(id: string): string {
  const operation = operations.find((candidate) => candidate.id === id && candidate.method === 'post');
  assert.ok(operation, `${id} is no operation that makes something`);
  return `/v1${operation.path}`;
}

/** `apiKeys` are at `/api-keys`. */
function collectionOf(kind: string): string {
  return `/v1/${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
