import { literalV4 } from '../filters/odata-literals.ts';
import type { HostRow } from '../seams.ts';
import { splitPath } from '../templates/path.ts';
import type { ODataFlavour } from './odata.ts';
import { selectionV4 } from './odata-tree.ts';

/** OData 4.0 in JSON, as Dataverse and Business Central speak it. */
export const odataV4: ODataFlavour = {
  kind: 'odata-v4',
  version: 4,
  canAskAny: true,
  paging: { kind: 'link', linkHeader: false, size: 500 },
  headers: (paths, size) => ({
    'OData-Version': '4.0',
    'OData-MaxVersion': '4.0',
    ...preferences([...(size === undefined ? [] : [`odata.maxpagesize=${size}`]), ...annotationsOf(paths)]),
  }),
  selection: selectionV4,
  counting: {},
  literal: literalV4,
  contains: (whole, part) => `contains(${whole},${part})`,
  list: (body) => {
    const answer = asObject(body);
    return { rows: answer['value'], next: answer['@odata.nextLink'], total: answer['@odata.count'] };
  },
  single: (body) => body,
  callHeaders: { 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' },
  entityHeader: 'odata-entityid',
};

export function preferences(wanted: readonly string[]): Record<string, string> {
  return wanted.length === 0 ? {} : { Prefer: wanted.join(',') };
}

/** Labels beside values have to be asked for by name; those of `@odata` come by themselves. */
export function annotationsOf(paths: readonly string[]): string[] {
  const names = paths
    .map((path) => splitPath(path).at(-1) ?? '')
    .filter((name) => name.includes('@'))
    .map((name) => name.slice(name.indexOf('@') + 1))
    .filter((name) => !name.startsWith('odata.'));
  return names.length === 0 ? [] : [`odata.include-annotations="${[...new Set(names)].join(',')}"`];
}

export function asObject(body: unknown): HostRow {
  return typeof body === 'object' && body !== null ? (body as HostRow) : {};
}
