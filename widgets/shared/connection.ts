import type { DispatchSource } from '@dispatchkit/client';
import { createContext } from '@lit/context';
import { Selection } from './selection.ts';

/** How a host wants hours written; `auto` follows the language. */
export type HourCycle = 'auto' | 'h12' | 'h23';

/** What the widgets of one connection share. */
export interface Connection {
  readonly source: DispatchSource;
  readonly selection: Selection;
  /** BCP 47 tag, or empty to follow the page's `lang`. */
  readonly locale: string;
  readonly hourCycle: HourCycle;
}

/** Context through which widgets inside a `<dk-connection>` find it. */
export const connectionContext = createContext<Connection | undefined>(Symbol.for('dispatchkit.connection'));

const selections = new WeakMap<DispatchSource, Selection>();

/** The selection that goes with a source, so that two widgets given the same source by property share it too. */
export function selectionOf(source: DispatchSource): Selection {
  let selection = selections.get(source);
  if (!selection) {
    selection = new Selection();
    selections.set(source, selection);
  }
  return selection;
}

interface Registry {
  readonly connections: Set<Connection>;
  readonly listeners: Set<() => void>;
}

const registryKey = Symbol.for('dispatchkit.connections');

/** Connections of this document. Kept under a well-known symbol so that several copies of the library meet. */
function registry(): Registry {
  const holder = globalThis as { [registryKey]?: Registry };
  holder[registryKey] ??= { connections: new Set(), listeners: new Set() };
  return holder[registryKey];
}

export function registerConnection(connection: Connection): () => void {
  const { connections, listeners } = registry();
  connections.add(connection);
  for (const listener of listeners) listener();
  return () => {
    connections.delete(connection);
    for (const listener of listeners) listener();
  };
}

/** The document's only connection; undefined when there is none or a choice. */
export function onlyConnection(): Connection | undefined {
  const { connections } = registry();
  return connections.size === 1 ? connections.values().next().value : undefined;
}

export function onConnectionsChanged(listener: () => void): () => void {
  registry().listeners.add(listener);
  return () => registry().listeners.delete(listener);
}
