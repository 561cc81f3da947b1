import type { HostErrorRule } from '@dispatchkit/contract/manifest';
import type { HostRow, Transport, Wire, WireAnswer, WriteAsk } from '../seams.ts';
import { read } from '../templates/path.ts';
import { errorOf } from '../wire/errors.ts';
import { bodyOf, createdRow, entityOf, ifMatch, nested, requestOf, writeValues } from './asking.ts';
import type { ODataFlavour } from './odata.ts';
import { readBatch, writeBatch } from './odata-batch.ts';
import { entityAddress, readODataKey } from './odata-keys.ts';

/** Rows made, changed, taken away and replaced. */
export function openODataWrites(
  flavour: ODataFlavour,
  wire: Wire,
  rules: readonly HostErrorRule[],
): Required<Pick<Transport, 'create' | 'update' | 'remove' | 'replace'>> {
  const returning: Readonly<Record<string, string>> = flavour.version === 4 ? { Prefer: 'return=representation' } : {};

  async function send(ask: WriteAsk, what: 'create' | 'update' | 'delete'): Promise<{ answer: WireAnswer; found: unknown }> {
    const { resource, signal } = ask;
    const choice = resource.writes[what];
    const connection = await wire.values(signal);
    const body = bodyOf(ask);
    if (choice !== true && choice !== false) {
      const asked = requestOf(choice, writeValues(connection, ask, body), true, signal);
      const headers = { ...flavour.callHeaders, ...returning, ...ifMatch(ask), ...asked.headers };
      const answer = await wire.send({ ...asked, headers, service: choice.service ?? resource.service });
      return { answer, found: read(flavour.single(answer.body), choice.take) };
    }
    const answer = await wire.send({
      method: what === 'create' ? 'POST' : what === 'update' ? 'PATCH' : 'DELETE',
      path: what === 'create' ? entityOf(resource.entity, connection) : entityAddress(ask, connection, flavour.version),
      service: resource.service,
      headers:
        what === 'create'
          ? { ...flavour.callHeaders, ...returning }
          : { ...flavour.callHeaders, ...onlyThere(what), ...ifMatch(ask, '*') },
      body: what === 'delete' ? undefined : body,
      answersNothing: what !== 'create',
      isWrite: true,
      signal,
    });
    return { answer, found: flavour.single(answer.body) };
  }

  /** In v4 a PATCH may make what is not there (any more), unless it is told to change only what is. */
  function onlyThere(what: 'update' | 'delete'): Record<string, string> {
    return flavour.version === 4 && what === 'update' ? { 'If-Match': '*' } : {};
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
    create: async (ask) => {
      const { answer, found } = await send(ask, 'create');
      return made(ask, found, answer.headers);
    },
    update: async (ask) => {
      await send(ask, 'update');
    },
    remove: async (ask) => {
      await send(ask, 'delete');
    },
    replace,
  };
}
