import { literalV2 } from '../filters/odata-literals.ts';
import { read } from '../templates/path.ts';
import type { ODataFlavour } from './odata.ts';
import { selectionV2 } from './odata-tree.ts';
import { asObject } from './odata-v4.ts';

/** OData 2.0 in JSON, as SAP Gateway speaks it. */
export const odataV2: ODataFlavour = {
  kind: 'odata-v2',
  version: 2,
  canAskAny: false,
  paging: { kind: 'offset', size: 500 },
  headers: () => ({}),
  selection: selectionV2,
  counting: { $inlinecount: 'allpages' },
  literal: (_isText, typeOf) => literalV2(typeOf),
  contains: (whole, part) => `substringof(${part},${whole})`,
  list: (body) => {
    const d = read(body, 'd');
    const answer = asObject(d);
    const rows = Array.isArray(d) ? d : answer['results'];
    return { rows: Array.isArray(rows) ? rows.map(plainRow) : rows, next: answer['__next'], total: answer['__count'] };
  },
  single: (body) => plainRow(read(body, 'd')),
  callHeaders: {},
  entityHeader: 'location',
};

/** Expanded rows without their envelope; what was not expanded is left out. `__metadata` stays, for its entity tag. */
function plainRow(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainRow);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([, inner]) => read(inner, '__deferred') === undefined);
  return Object.fromEntries(
    entries.map(([name, inner]) => {
      const results = name === '__metadata' ? undefined : read(inner, 'results');
      return [name, name === '__metadata' ? inner : plainRow(Array.isArray(results) ? results : inner)];
    }),
  );
}
