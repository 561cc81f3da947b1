import type { Filters, Page, Records, Tombstone } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';
import { changeRecord } from './change-record.ts';
import { createRecord } from './create-record.ts';
import { type Creates, definitions, type PlainKind } from './definitions/index.ts';
import { deleteRecord } from './delete-record.ts';
import type { ListOptions } from './options.ts';
import { getVisible, listVisible } from './read-records.ts';
import type { ServiceOptions } from './service-options.ts';

/** The same five use cases for every kind of record that has no rules of its own. */
export interface RecordServices {
  listRecords<K extends PlainKind>(actor: ActorContext, kind: K, options?: ListOptions & Filters): Promise<Page<Records[K]>>;
  getRecord<K extends PlainKind>(actor: ActorContext, kind: K, id: string): Promise<Records[K]>;
  createRecord<K extends PlainKind>(actor: ActorContext, kind: K, command: Creates[K]): Promise<Records[K]>;
  changeRecord<K extends PlainKind>(
    actor: ActorContext,
    kind: K,
    id: string,
    patch: object,
    expectedVersion: number | null,
  ): Promise<Records[K]>;
  deleteRecord(actor: ActorContext, kind: PlainKind, id: string, expectedVersion: number | null): Promise<Tombstone>;
}

export function recordServices(options: ServiceOptions): RecordServices {
  const { store } = options;
  return {
    listRecords: (actor, kind, list) => listVisible(store.read(actor.tenant), actor, kind, definitions[kind], list),
    getRecord: (actor, kind, id) => getVisible(store.read(actor.tenant), actor, kind, definitions[kind], id),
    createRecord: (actor, kind, command) => createRecord(options, actor, kind, command),
    changeRecord: (actor, kind, id, patch, version) => changeRecord(options, actor, kind, id, patch, version),
    deleteRecord: (actor, kind, id, version) => deleteRecord(options, actor, kind, id, version),
  };
}
