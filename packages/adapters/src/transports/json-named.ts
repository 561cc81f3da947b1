import type { HostTransport } from '@dispatchkit/contract/manifest';
import { odooDialect } from '../filters/odoo.ts';
import type { Transport, Wire } from '../seams.ts';
import { interpolate, percentEncode } from '../templates/interpolate.ts';
import { templateValues } from './asking.ts';
import { describedAttributes, odooOrder, withoutPosition } from './json-rpc-execute-kw.ts';
import { firstNames, openRpc, type RemoteCall } from './rpc.ts';

/** Odoo 19: `POST model/method` with named arguments; the answer is the bare result, and errors have their status. */
export function openNamed(transport: Extract<HostTransport, { kind: 'json-named' }>, wire: Wire): Transport {
  async function send({ model, method, args, service, context, isWrite, signal }: RemoteCall): Promise<unknown> {
    const own = interpolate(transport.context ?? {}, templateValues(await wire.values(signal), {}));
    const named = (typeof args === 'object' && args !== null && !Array.isArray(args) ? args : {}) as Record<string, unknown>;
    const merged = { ...(own as object), ...context, ...(named['context'] as object | undefined) };
    const answer = await wire.send({
      method: 'POST',
      path: `${percentEncode(model)}/${percentEncode(method)}`,
      service,
      body: Object.keys(merged).length === 0 ? named : { ...named, context: merged },
      isWrite,
      signal,
    });
    return answer.body;
  }

  return openRpc(
    {
      kind: 'json-named',
      dialect: odooDialect,
      domain: (compiled) => compiled ?? [],
      fields: firstNames,
      writtenAs: withoutPosition,
      send,
      search: ({ domain, offset, limit, order, fields }) => ({
        domain,
        fields,
        offset,
        ...(limit === null ? {} : { limit }),
        order: odooOrder(order),
      }),
      read: (ids, fields) => ({ ids, fields }),
      create: (row) => ({ vals_list: [row] }),
      update: 'write',
      write: (ids, row) => ({ ids, vals: row }),
      remove: 'unlink',
      delete: (ids) => ({ ids }),
      stamp: () => ({}),
      describe: { allfields: [], attributes: describedAttributes },
    },
    wire,
  );
}
