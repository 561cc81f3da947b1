import { HostError } from '../host.ts';
import type { ConnectionValues, HostRow, Transport, Wire, WireAnswer, WriteAsk } from '../seams.ts';
import { read } from '../templates/path.ts';
import { bodyOf, createdRow, ifMatch, requestOf, writeValues } from './asking.ts';

type Write = 'create' | 'update' | 'delete';

/** Where hosts that have an address for every record differ. */
export interface Addresses {
  /** Of all records of a kind: what is sent there is a new one. */
  of(ask: WriteAsk, connection: ConnectionValues): string;
  ofOne(ask: WriteAsk, connection: ConnectionValues): string;
  /** The host does not answer with the record it has changed. */
  readonly updateAnswersNothing: boolean;
  /** Besides those of the manifest; standard: that nobody else has written since. */
  headers?(ask: WriteAsk, what: Write, isOfManifest: boolean): Readonly<Record<string, string>>;
  /** The record in an answer. */
  single?(body: unknown): unknown;
  /** The row of a new record; standard: as the answer has it. */
  made?(ask: WriteAsk, found: unknown, answer: Pick<WireAnswer, 'headers'>): HostRow;
}

/** Writes by method and address, or as the manifest says. */
export function openWrites(wire: Wire, addresses: Addresses): Pick<Transport, 'create' | 'update' | 'remove'> {
  const { single = (body) => body, headers = (ask) => ifMatch(ask) } = addresses;
  const { made = (ask, found, answer) => createdRow(ask.resource, found, answer) } = addresses;

  async function send(ask: WriteAsk, what: Write): Promise<{ readonly answer: WireAnswer; readonly found: unknown }> {
    const { resource, signal } = ask;
    const choice = resource.writes[what];
    if (choice === false) {
      throw new HostError('forbidden', 'This cannot be written at the host.');
    }
    const connection = await wire.values(signal);
    const body = bodyOf(ask);
    if (choice !== true) {
      const asked = requestOf(choice, writeValues(connection, ask, body), true, signal);
      const answer = await wire.send({
        ...asked,
        headers: { ...headers(ask, what, true), ...asked.headers },
        service: choice.service ?? resource.service,
      });
      return { answer, found: read(single(answer.body), choice.take) };
    }
    const answer = await wire.send({
      method: what === 'create' ? 'POST' : what === 'update' ? 'PATCH' : 'DELETE',
      path: what === 'create' ? addresses.of(ask, connection) : addresses.ofOne(ask, connection),
      service: resource.service,
      headers: headers(ask, what, false),
      body: what === 'delete' ? undefined : body,
      answersNothing: what === 'delete' || (what === 'update' && addresses.updateAnswersNothing),
      isWrite: true,
      signal,
    });
    return { answer, found: single(answer.body) };
  }

  return {
    create: async (ask) => {
      const { answer, found } = await send(ask, 'create');
      return made(ask, found, answer);
    },
    update: async (ask) => {
      await send(ask, 'update');
    },
    remove: async (ask) => {
      await send(ask, 'delete');
    },
  };
}
