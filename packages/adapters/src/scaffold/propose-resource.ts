import type { HostManifestInput } from '@dispatchkit/contract/manifest';
import type { DescribedEntity, DescribedHost } from './described.ts';
import type { Fields } from './propose-fields.ts';

type ResourceInput = NonNullable<HostManifestInput['resources']['jobs']>;

/** How the entity is read and written, with these fields. */
export function resourceOf(host: DescribedHost, entity: DescribedEntity, fields: Fields): ResourceInput {
  const isRest = host.transport === 'rest';
  const { paging } = entity;
  return {
    entity: entity.entity,
    id: { paths: [...entity.idPaths], encoding: entity.idType },
    fields,
    ...(entity.hasSingle ? {} : { foundInList: true }),
    ...(paging ? { paging } : {}),
    ...(isRest ? { calls: callsOf(entity) } : {}),
    ...writesOf(entity, isRest),
    concurrency: entity.hasEtag ? { kind: 'etag' } : { kind: 'compare' },
  } as ResourceInput;
}

/** Methods and paths are said where the transport has no way of its own. */
function writesOf(entity: DescribedEntity, isRest: boolean): Pick<ResourceInput, 'writes'> {
  const { create, update, delete: remove, createTake } = entity;
  if (!create && !update && !remove) return {};
  const path = oneOf(entity);
  const body = '${record}';
  const created = { method: 'POST', path: entity.entity, body, ...(createTake ? { take: createTake } : {}) } as const;
  return {
    writes: {
      ...(create ? { create: isRest ? created : true } : {}),
      ...(update ? { update: isRest && update !== 'MERGE' ? { method: update, path, body } : true } : {}),
      ...(remove ? { delete: isRest ? { method: 'DELETE', path, answersNothing: true } : true } : {}),
      ...(update === 'PUT' ? { sends: 'whole' } : {}),
    },
  };
}

function callsOf(entity: DescribedEntity): ResourceInput['calls'] {
  return {
    list: { path: entity.entity, query: pageQuery(entity.paging), ...(entity.listTake ? { take: entity.listTake } : {}) },
    ...(entity.hasSingle ? { get: { path: oneOf(entity), ...(entity.getTake ? { take: entity.getTake } : {}) } } : {}),
  };
}

function oneOf({ entity }: DescribedEntity): string {
  return `${entity}/\${id}`;
}

function pageQuery(paging: DescribedEntity['paging']): Record<string, string> {
  switch (paging?.kind) {
    case 'offset':
      return named([paging.offset, 'offset'], [paging.limit, 'limit']);
    case 'page':
      return named([paging.page, 'number'], [paging.limit, 'limit']);
    case 'cursor':
      return named([paging.parameter, 'cursor'], [paging.limit, 'limit']);
    default:
      return {};
  }
}

function named(...pairs: readonly (readonly [name: string | undefined, part: string])[]): Record<string, string> {
  return Object.fromEntries(pairs.flatMap(([name, part]) => (name ? [[name, `\${page.${part}}`]] : [])));
}
