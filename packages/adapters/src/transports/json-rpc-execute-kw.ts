import type { HostTransport } from '@dispatchkit/contract/manifest';
import { odooDialect } from '../filters/odoo.ts';
import type { Transport, Wire } from '../seams.ts';
import { interpolate } from '../templates/interpolate.ts';
import { splitPath } from '../templates/path.ts';
import { odooResult } from './odoo-errors.ts';
import { firstNames, openRpc, type RemoteCall } from './rpc.ts';

type Context = Readonly<Record<string, unknown>>;

/** Odoo to 18: database, user and secret in the body of every call. */
export function openExecuteKw(transport: Extract<HostTransport, { kind: 'json-rpc-execute-kw' }>, wire: Wire): Transport {
  let lastId = 0;

  async function send({ model, method, args, service, context, isWrite, signal }: RemoteCall): Promise<unknown> {
    // The secret is part of the envelope here, so this is the one transport that may name secrets.
    const values = { ...(await wire.values(signal)) };
    const own = interpolate(transport.context ?? {}, values) as Context;
    const { list, named } = split(args);
    const merged = { ...own, ...context, ...(named['context'] as Context | undefined) };
    const withContext = Object.keys(merged).length === 0 ? named : { ...named, context: merged };
    lastId += 1;
    const answer = await wire.send({
      method: 'POST',
      path: '',
      service,
      body: {
        jsonrpc: '2.0',
        id: lastId,
        method: 'call',
        params: {
          service: 'object',
          method: 'execute_kw',
          args: [
            interpolate(transport.database, values),
            interpolate(transport.user, values),
            interpolate(transport.secret, values),
            model,
            method,
            list,
            withContext,
          ],
        },
      },
      isWrite,
      signal,
    });
    return odooResult(answer.body);
  }

  return openRpc(
    {
      kind: 'json-rpc-execute-kw',
      dialect: odooDialect,
      domain: (compiled) => compiled ?? [],
      fields: firstNames,
      writtenAs: withoutPosition,
      send,
      search: ({ domain, offset, limit, order, fields }) => ({
        args: [domain],
        kwargs: { fields, offset, ...(limit === null ? {} : { limit }), order: odooOrder(order) },
      }),
      read: (ids, fields) => ({ args: [ids], kwargs: { fields } }),
      create: (row) => [row],
      update: 'write',
      write: (ids, row) => [ids, row],
      remove: 'unlink',
      delete: (ids) => [ids],
      stamp: () => ({}),
      describe: { args: [[]], kwargs: { attributes: describedAttributes } },
    },
    wire,
  );
}

export const describedAttributes = ['type', 'relation', 'selection', 'required', 'readonly'];

export function odooOrder(order: readonly { readonly path: string; readonly descending: boolean }[]): string {
  return order.map(({ path, descending }) => `${splitPath(path)[0] ?? ''} ${descending ? 'desc' : 'asc'}`).join(', ');
}

/** `partner_id.0`, the id of a pair, is written as `partner_id`. */
export function withoutPosition(path: string): string {
  return path.replace(/\.0$/, '');
}

/** A list of arguments, `{args, kwargs}`, or named arguments alone. */
function split(args: unknown): { readonly list: readonly unknown[]; readonly named: Context } {
  if (Array.isArray(args)) {
    return { list: args, named: {} };
  }
  const object = (typeof args === 'object' && args !== null ? args : {}) as Context;
  const isBoth = Array.isArray(object['args']) && Object.keys(object).every((name) => name === 'args' || name === 'kwargs');
  return isBoth
    ? { list: object['args'] as unknown[], named: (object['kwargs'] as Context | undefined) ?? {} }
    : { list: [], named: object };
}
