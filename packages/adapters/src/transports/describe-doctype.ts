import type { DescribedField, Wire } from '../seams.ts';
import { percentEncode } from '../templates/interpolate.ts';
import { read } from '../templates/path.ts';
import { entityOf, orNone } from './asking.ts';

/** Fields every document type of Frappe has, which its description does not name. */
const ofEveryDocType: readonly DescribedField[] = [
  { name: 'name', type: 'Data', required: true },
  { name: 'owner', type: 'Link', relation: 'User', readOnly: true },
  { name: 'creation', type: 'Datetime', readOnly: true },
  { name: 'modified', type: 'Datetime', readOnly: true },
  { name: 'modified_by', type: 'Link', relation: 'User', readOnly: true },
  { name: 'docstatus', type: 'Int' },
  { name: 'idx', type: 'Int' },
];

/** The document type `Task` is a document of the type `DocType` itself. */
export async function describeDocType(
  wire: Wire,
  entity: string,
  service: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly DescribedField[] | undefined> {
  const path = entityOf(entity, await wire.values(signal));
  const [docType = '', ...before] = path.split('/').reverse();
  const address = [...before.reverse(), 'DocType', percentEncode(docType)].join('/');
  const answer = await orNone(wire.send({ method: 'GET', path: address, service, isWrite: false, signal }));
  const fields = read(answer?.body, 'data.fields');
  if (!Array.isArray(fields)) {
    return undefined;
  }
  return [...ofEveryDocType, ...fields.map(described).filter((field) => field !== undefined)];
}

const layout = new Set(['Section Break', 'Column Break', 'Tab Break', 'HTML', 'Button', 'Heading', 'Fold']);

function described(field: unknown): DescribedField | undefined {
  const name = read(field, 'fieldname');
  const type = read(field, 'fieldtype');
  if (typeof name !== 'string' || typeof type !== 'string' || layout.has(type)) {
    return undefined;
  }
  const options = read(field, 'options');
  return {
    name,
    type,
    required: read(field, 'reqd') === 1,
    readOnly: read(field, 'read_only') === 1,
    ...(typeof options !== 'string' || options === ''
      ? {}
      : type === 'Select'
        ? { words: options.split('\n').filter((word) => word !== '') }
        : type === 'Link' || type === 'Table'
          ? { relation: options }
          : {}),
  };
}
