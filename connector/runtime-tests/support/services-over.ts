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
    const [method, path, body] = id === 'createRecord' ? made(String(given[0]), given[1]) : requestOf(id, given);
    const send = body === undefined ? {} : { send: body };
    const answer = await subject.request(method, path, { as: 'admin', tenant, ifMatch: '*', ...send });
    assert.ok(answer.status < 300, `${id} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return new Proxy({} as Services, {
    get:
      (_, id: string) =>
      (...given: [{ tenant: string }, ...unknown[]]) =>
        call(id, given),
  });
}

type Sent = readonly [method: string, path: string, body: unknown];

/** `createRecord(actor, kind, body)` stands for all kinds that have nothing of their own. */
function made(kind: string, body: unknown): Sent {
  return ['POST', collectionOf(kind), body];
}

/** Ids go into the path, in their order; what is an object is the body. */
function requestOf(id: string, given: readonly unknown[]): Sent {
  const operation = operations.find((candidate) => candidate.id === id);
  assert.ok(operation, `${id} is no operation`);
  const ids = given.filter((value) => typeof value === 'string');
  const path = operation.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(ids.shift() ?? ''));
  const body = operation.body ? given.find((value) => typeof value === 'object' && value !== null) : undefined;
  return [operation.method.toUpperCase(), `/v1${path}`, body];
}

/** `apiKeys` are at `/api-keys`. */
function collectionOf(kind: string): string {
  return `/v1/${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
