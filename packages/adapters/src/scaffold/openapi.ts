import type { Decision, DescribedEntity, DescribedHost } from './described.ts';
import { type Json, json, list, ScaffoldError, text } from './document.ts';
import { singular, squashed, wordsOf } from './names.ts';
import { authOf } from './openapi-auth.ts';
import { pagingOf } from './openapi-paging.ts';
import { hostFieldsOf, listIn, recordIn, resolver } from './openapi-schemas.ts';
import { readDocument, tooDeep } from './read-document.ts';

/**
 * Reads an OpenAPI document, 3.0 or 3.1, JSON or YAML.
 * @param from where it was read from, if that is an address: servers may be relative to it
 * @throws ScaffoldError when it is something else
 */
export function describeOpenApi(source: string, from?: string): DescribedHost {
  try {
    return described(readDocument(source), from);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw tooDeep(cause);
  }
}

function described(document: Json, from: string | undefined): DescribedHost {
  const version = text(document.openapi);
  if (version === undefined || !/^3\.[01]/.test(version))
    throw new ScaffoldError(
      document.swagger
        ? 'This is Swagger 2.0. Convert it to OpenAPI 3 first.'
        : 'This is no OpenAPI 3 document: it has no "openapi": "3.…".',
    );
  const resolve = resolver(document);
  const { auth, settings, decisions } = authOf(document, resolve);
  const info = json(document.info);
  const entities = entitiesOf(document, resolve);
  const url = serverOf(document, from);
  return {
    title: text(info.title) ?? 'Host',
    version: text(info.version) ?? '1',
    documentation: [text(json(document.externalDocs).url), from].filter((one) => one !== undefined),
    url,
    transport: 'rest',
    auth,
    settings,
    entities,
    decisions: [...decisions, ...(url === undefined ? [noServer] : []), ...sinceParameters(document, entities, resolve)],
  };
}

const noServer: Decision = {
  about: 'connection.baseUrl',
  question: 'The document names no server. What stands between the address of the host and the paths?',
};

function serverOf(document: Json, from: string | undefined): string | undefined {
  const server = json(list(document.servers)[0]);
  const variables = json(server.variables);
  const address = text(server.url)?.replace(/\{(\w+)\}/g, (_, name: string) => String(json(variables[name]).default ?? ''));
  if (address === undefined) return undefined;
  return URL.canParse(address, from) ? new URL(address, from).href.replace(/\/$/, '') : undefined;
}

/** Every path that answers a list of objects, with the paths of single ones below it. */
function entitiesOf(document: Json, resolve: (node: unknown) => Json): DescribedEntity[] {
  const paths = Object.entries(json(document.paths)).map(([path, item]) => [path, resolve(item)] as const);
  return paths.flatMap(([path, item]) => {
    const get = resolve(item.get);
    const answer = answerOf(get, resolve);
    const rows = answer && !path.includes('{') ? listIn(answer, resolve) : undefined;
    if (!answer || !rows) return [];
    const [singlePath, single] = paths.find(([other]) => isBelow(path, other)) ?? [];
    const record = single?.get ? recordIn(answerOf(resolve(single.get), resolve) ?? {}, resolve) : undefined;
    const fields = hostFieldsOf(rows.item, resolve);
    const parameters = [...list(item.parameters), ...list(get.parameters)].map(resolve);
    const name = path.split('/').findLast((part) => part !== '') ?? path;
    const idPath = idOf(
      name,
      singlePath,
      fields.map((field) => field.path),
    );
    const paging = pagingOf(parameters, answer, resolve);
    const created = item.post ? recordIn(answerOf(resolve(item.post), resolve) ?? {}, resolve) : undefined;
    const update = single?.patch ? 'PATCH' : single?.put ? 'PUT' : undefined;
    return [
      {
        name,
        entity: path.replace(/^\/|\/$/g, ''),
        idPaths: [idPath],
        idType: fields.find((field) => field.path === idPath)?.type === 'integer' ? 'integer' : 'text',
        fields,
        listTake: rows.take,
        getTake: record?.take ?? '',
        hasSingle: record !== undefined,
        ...(paging ? { paging } : {}),
        ...(created ? { create: 'POST' as const, createTake: created.take } : {}),
        ...(update ? { update } : {}),
        ...(single?.delete ? { delete: 'DELETE' as const } : {}),
        hasEtag: single !== undefined && takesIfMatch(single, resolve),
      },
    ];
  });
}

function isBelow(path: string, other: string): boolean {
  return other.startsWith(`${path.replace(/\/$/, '')}/`) && /^\/\{[^/]+\}\/?$/.test(other.slice(path.replace(/\/$/, '').length));
}

/** The JSON of the first answer that says success. */
function answerOf(operation: Json, resolve: (node: unknown) => Json): Json | undefined {
  const responses = json(operation.responses);
  const status = Object.keys(responses).find((key) => /^2/.test(key)) ?? (responses.default ? 'default' : undefined);
  if (status === undefined) return undefined;
  const content = json(resolve(responses[status]).content);
  const type = Object.keys(content).find((key) => /json/.test(key));
  return type === undefined ? undefined : resolve(json(content[type]).schema);
}

/** By the name in `/jobs/{jobId}`, by what ids are usually called, or the first field. */
function idOf(name: string, singlePath: string | undefined, fields: readonly string[]): string {
  const parameter = /\{([^/}]+)\}\/?$/.exec(singlePath ?? '')?.[1] ?? 'id';
  const entity = wordsOf(name).map(singular).join('');
  const likely = [squashed(parameter), 'id', 'uuid', 'guid', `${entity}id`, 'key', `${entity}number`, 'number', 'code', 'no'];
  const found = likely.flatMap((one) => fields.filter((field) => squashed(field) === one))[0];
  return found ?? fields[0] ?? 'id';
}

function takesIfMatch(single: Json, resolve: (node: unknown) => Json): boolean {
  const operations = [single.patch, single.put].map(resolve);
  const parameters = [...list(single.parameters), ...operations.flatMap((operation) => list(operation.parameters))].map(resolve);
  return parameters.some((one) => one.in === 'header' && String(one.name).toLowerCase() === 'if-match');
}

/** A list that can be asked for what is new spares reading all of it; only a person knows which field it looks at. */
function sinceParameters(document: Json, entities: readonly DescribedEntity[], resolve: (node: unknown) => Json): Decision[] {
  return entities.flatMap(({ entity, fields }) => {
    const item = resolve(json(document.paths)[`/${entity}`]);
    const parameter = [...list(item.parameters), ...list(resolve(item.get).parameters)]
      .map(resolve)
      .find((one) => /^(updated|modified|changed)(since|after|from|gte?)$/.test(squashed(String(one.name))));
    if (!parameter) return [];
    const changed = fields.find(({ path }) => /^(date)?(last)?(updated|modified|changed)(at|on|date)?$/.test(squashed(path)));
    const stamp = changed ? `"${changed.path}"` : 'the field with the moment of the change';
    return [
      {
        about: `${entity}: changes`,
        question: `The list takes "${String(parameter.name)}". Does it find everything that was changed or made since? Then add "${String(parameter.name)}": "\${since}" to the query of its list, and "changes": { "by": { "kind": "modified-since", "paths": [${stamp}] } }; until then everything is read again.`,
      },
    ];
  });
}
