import type { HostTransport } from '@dispatchkit/contract/manifest';
import { trytonDialect } from '../filters/tryton.ts';
import { HostError } from '../host.ts';
import type { Transport, Wire } from '../seams.ts';
import { interpolate } from '../templates/interpolate.ts';
import { has, read, splitPath } from '../templates/path.ts';
import { templateValues } from './asking.ts';
import { openRpc, type RemoteCall } from './rpc.ts';

/** Tryton: `{"id", "method", "params"}`, the context always last. Related rows are answered under a key that ends in a dot. */
export function openPositional(transport: Extract<HostTransport, { kind: 'json-rpc-positional' }>, wire: Wire): Transport {
  let lastId = 0;

  async function send({ model, method, args, isWhole, service, context, isWrite, signal }: RemoteCall): Promise<unknown> {
    const connection = await wire.values(signal);
    const own = interpolate(transport.context ?? {}, templateValues(connection, {}));
    const list: readonly unknown[] = Array.isArray(args) ? args : [args];
    lastId += 1;
    const answer = await wire.send({
      method: 'POST',
      path: '',
      service,
      body: {
        id: lastId,
        method: `${isWhole === true ? '' : 'model.'}${model}.${method}`,
        params: knowsNoContext(model) ? list : [...list, { ...(typeof own === 'object' ? own : {}), ...context }],
      },
      isWrite,
      signal,
    });
    if (!has(answer.body, 'result')) {
      // What the rules of the manifest do not name: the type of the error at most, never what it carries.
      throw new HostError('invalid', 'The host has answered a remote call without a result.');
    }
    return read(answer.body, 'result');
  }

  return openRpc(
    {
      kind: 'json-rpc-positional',
      dialect: trytonDialect,
      domain: (compiled) => (compiled === undefined ? [] : [compiled]),
      fields: dottedFields,
      writtenAs: (path) => path,
      send,
      search: ({ domain, offset, limit, order, fields }) => [
        domain,
        offset,
        limit,
        order.map(({ path, descending }) => [path, descending ? 'DESC' : 'ASC']),
        fields,
      ],
      read: (ids, fields) => [ids, fields],
      create: (row) => [[row]],
      update: 'write',
      write: (ids, row) => [ids, row],
      remove: 'delete',
      delete: (ids) => [ids],
      stamp: ({ resource, id, token }, model) =>
        resource.concurrency.kind === 'context-timestamp' && token !== undefined && token !== null && id !== undefined
          ? { _timestamp: { [`${model},${String(Object.values(id)[0])}`]: token } }
          : {},
      describe: [null],
    },
    wire,
  );
}

/** Methods of the server itself, such as `common.server.version`, have no user whose context it could be. */
function knowsNoContext(model: string): boolean {
  return /^(?:common|system)(?:\.|$)/.test(model);
}

/** Positions and the dots at the end of keys are ways through an answer, not fields. */
function dottedFields(paths: readonly string[]): string[] {
  const fields = paths.map((path) =>
    splitPath(path)
      .filter((name) => !/^\d+$/.test(name))
      .map((name) => name.replace(/\.$/, ''))
      .join('.'),
  );
  return [...new Set(fields.filter((field) => field !== ''))];
}
