import type { HostErrorRule } from '@dispatchkit/contract/manifest';
import type { HostRow, Transport, Wire, WriteAsk } from '../seams.ts';
import { errorOf } from '../wire/errors.ts';
import { bodyOf, createdRow, entityOf, ifMatch, nested } from './asking.ts';
import type { ODataFlavour } from './odata.ts';
import { readBatch, writeBatch } from './odata-batch.ts';
import { entityAddress, readODataKey } from './odata-keys.ts';
import { openWrites } from './writes.ts';

/** Rows made, changed, taken away and replaced. */
export function openODataWrites(
  flavour: ODataFlavour,
  wire: Wire,
  rules: readonly HostErrorRule[],
): Required<Pick<Transport, 'create' | 'update' | 'remove' | 'replace'>> {
  const returning: Readonly<Record<string, string>> = flavour.version === 4 ? { Prefer: 'return=representation' } : {};

  /** In v4 a PATCH may make what is not there (any more), unless it is told to change only what is. */
  function onlyThere(ask: WriteAsk, what: 'update' | 'delete'): Record<string, string> {
    return { ...(flavour.version === 4 && what === 'update' ? { 'If-Match': '*' } : {}), ...ifMatch(ask, '*') };
  }

  /** The row that was made; where there is none, its key from the address of the answer. */
  function made(ask: WriteAsk, found: unknown, headers: Headers): HostRow {
    const location = headers.get(flavour.entityHeader) ?? headers.get('location');
    const key = location === null ? undefined : readODataKey(location, ask.resource.id.paths);
    const isRow = typeof found === 'object' && found !== null;
    return !isRow && key !== undefined ? nested(key) : createdRow(ask.resource, found, { headers });
  }

  async function replace(ask: WriteAsk): Promise<HostRow> {
    const { resource, signal } = ask;
    const connection = await wire.values(signal);
    const { contentType, body } = writeBatch([
      { method: 'DELETE', path: entityAddress(ask, connection, flavour.version), headers: ifMatch(ask, '*') },
      { method: 'POST', path: entityOf(resource.entity, connection).replaceAll(' ', '%20'), body: bodyOf(ask) },
    ]);
    const answer = await wire.send({
      method: 'POST',
      path: '$batch',
      service: resource.service,
      headers: { ...flavour.callHeaders, Accept: 'multipart/mixed' },
      body,
      contentType,
      isWrite: true,
      signal,
    });
    const parts = readBatch(answer.text ?? '');
    for (const part of parts) {
      const failure = errorOf({ ...part, text: undefined, isPage: false }, rules, 0, true);
      if (failure !== undefined) {
        throw failure;
      }
    }
    const last = parts.at(-1);
    const found = flavour.single(last?.body);
    // What was sent is known in any case, and ids of replaced rows are among it.
    return found === undefined || found === null ? bodyOf(ask) : made(ask, found, last?.headers ?? new Headers());
  }

  return {
    ...openWrites(wire, {
      of: ({ resource }, connection) => entityOf(resource.entity, connection),
      ofOne: (ask, connection) => entityAddress(ask, connection, flavour.version),
      updateAnswersNothing: true,
      headers: (ask, what, isOfManifest) => ({
        ...flavour.callHeaders,
        ...(isOfManifest ? { ...returning, ...ifMatch(ask) } : what === 'create' ? returning : onlyThere(ask, what)),
      }),
      single: flavour.single,
      made: (ask, found, { headers }) => made(ask, found, headers),
    }),
    replace,
  };
}
