import type { Action, ProblemCode } from '@dispatchkit/contract';
import { z } from 'zod';
import { listQuery, pageOf, Tombstone } from './lists.ts';
import { operation, type Tag } from './operation.ts';
import { sortBy } from './query.ts';

interface Resource<
  Collection extends string,
  Param extends string,
  Entity extends z.ZodType,
  Create extends z.ZodType,
  Patch extends z.ZodType,
  Query extends z.ZodRawShape,
> {
  /** Path under `/v1`, such as `crews`. */
  readonly collection: Collection;
  /** Name of the id in the path, such as `crewId`. */
  readonly param: Param;
  /** For operation ids: `Crew` and `Crews`. */
  readonly names: { readonly one: string; readonly many: string };
  /** For people: `a crew` and `crews`. */
  readonly words: { readonly one: string; readonly many: string };
  readonly tag: Tag;
  readonly actions: { readonly read: Action; readonly write: Action };
  readonly entity: Entity;
  readonly create: Create;
  readonly patch: Patch;
  /** Filters of the list, on top of those every list has. */
  readonly query: Query;
  readonly sort: readonly string[];
  readonly defaultSort: string;
  /** The tenant's own fields sort too. */
  readonly customSort?: boolean;
  /** Refusals of its own when it is created or changed. */
  readonly problems?: readonly ProblemCode[];
}

/** The five operations of a collection: list, create, read, change, delete. */
export function resource<
  const Collection extends string,
  const Param extends string,
  Entity extends z.ZodType,
  Create extends z.ZodType,
  Patch extends z.ZodType,
  Query extends z.ZodRawShape,
>(of: Resource<Collection, Param, Entity, Create, Patch, Query>) {
  const collection = `/${of.collection}` as const;
  const record = `/${of.collection}/{${of.param}}` as const;
  const { tag, actions, entity, names, words } = of;
  return {
    list: operation({
      id: `list${names.many}`,
      method: 'get',
      path: collection,
      tag,
      summary: `List ${words.many}`,
      action: actions.read,
      query: z.object({
        ...listQuery,
        ...of.query,
        sort: sortBy(of.sort, of.defaultSort, { custom: of.customSort ?? false }).optional(),
      }),
      answer: pageOf(`${names.one}Page`, entity),
      problems: ['invalid_cursor'],
    }),
    create: operation({
      id: `create${names.one}`,
      method: 'post',
      path: collection,
      tag,
      summary: `Create ${words.one}`,
      action: actions.write,
      body: of.create,
      answer: entity,
      status: 201,
      location: collection,
      etag: true,
      idempotency: 'kept',
      problems: ['already_exists', 'unknown_reference', ...(of.problems ?? [])],
    }),
    get: operation({
      id: `get${names.one}`,
      method: 'get',
      path: record,
      tag,
      summary: `Read ${words.one}`,
      action: actions.read,
      answer: entity,
      etag: true,
    }),
    change: operation({
      id: `change${names.one}`,
      method: 'patch',
      path: record,
      tag,
      summary: `Change ${words.one}`,
      action: actions.write,
      body: of.patch,
      mergePatch: true,
      answer: entity,
      ifMatch: 'required',
      etag: true,
      problems: ['already_exists', 'unknown_reference', ...(of.problems ?? [])],
    }),
    delete: operation({
      id: `delete${names.one}`,
      method: 'delete',
      path: record,
      tag,
      summary: `Delete ${words.one}`,
      action: actions.write,
      answer: Tombstone,
      ifMatch: 'required',
      problems: ['in_use'],
    }),
  };
}
