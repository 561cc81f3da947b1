import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';

type Sort = 'name' | 'phone' | 'email' | 'address' | 'text' | 'coordinate';

/** Our fields that are about people, or in which people may stand. */
const personal: Partial<Record<HostKind, Readonly<Record<string, Sort>>>> = {
  jobs: { title: 'text', description: 'text', statusReason: 'text' },
  assignments: { notes: 'text' },
  technicians: { name: 'name', phone: 'phone', email: 'email', 'home.latitude': 'coordinate', 'home.longitude': 'coordinate' },
  customers: { name: 'name', phone: 'phone', email: 'email', notes: 'text' },
  sites: {
    name: 'name',
    address: 'address',
    accessNotes: 'text',
    'position.latitude': 'coordinate',
    'position.longitude': 'coordinate',
  },
  timeOff: { reason: 'text' },
};

/** Keys that mean the same at every host, whether they are mapped or not. */
const telling: readonly (readonly [RegExp, Sort])[] = [
  [/e-?mail/i, 'email'],
  [/phone|mobile|(^|_)(fax|tel)($|_)/i, 'phone'],
  [
    /^(first|last|full|display|given|family|sur|user|login|partner|customer|client|contact|employee|rec)_?name$|^surname$/i,
    'name',
  ],
  [/street|address|^zip|postal|postcode/i, 'address'],
  [/birth|iban|(^|_)(vat|ssn|tax_?id)($|_)|passport/i, 'text'],
  [/^(lat|lng|lon|latitude|longitude)$|_(lat|lng|lon|latitude|longitude)$/i, 'coordinate'],
];

/**
 * Replaces what tells who somebody is, everywhere in an answer, and every text that the manifest makes no use of: nobody knows what stands
 * there. The same value becomes the same replacement, so that what belonged together still does; ids, words of enums and times stay.
 */
export function personalDataRemover(manifest: HostManifest): (answer: unknown) => unknown {
  const sorts = sortsByKey(manifest);
  const used = keysOf(manifest);
  const isUsed = (key: string) => used.has(key) || isOfProtocol.test(key);
  const replaced = new Map<string, string>();
  const replacement = (sort: Sort, value: string) => {
    const known = replaced.get(`${sort} ${value}`);
    if (known !== undefined) return known;
    const made = inPlaceOf[sort](replaced.size + 1);
    replaced.set(`${sort} ${value}`, made);
    return made;
  };
  const visit = (value: unknown, key: string, sort: Sort | undefined): unknown => {
    if (Array.isArray(value)) return value.map((part) => visit(part, key, sort));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          name,
          visit(part, name, sorts.get(name) ?? sortOf(name) ?? (isUsed(name) ? undefined : 'text')),
        ]),
      );
    if (sort === 'coordinate' && /^-?\d+(\.\d+)?$/.test(String(value))) return rounded(value);
    if (typeof value !== 'string' || value === '') return value;
    if (sort === 'text' && isMoment.test(value)) return value;
    if (sort !== undefined && sort !== 'coordinate') return replacement(sort, value);
    return value.replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, (address) => replacement('email', address));
  };
  return (answer) => visit(answer, '', undefined);
}

/** Of envelopes: OData, JSON-RPC, Tryton, Frappe, Odoo. */
const isOfProtocol = /^(@|__|odata\.|\$)|^(jsonrpc|code|exc_type|uri|etag|type|name|key|value|label)$/i;
const isMoment = /^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?$|^\/Date\(-?\d+([+-]\d{4})?\)\/$/;

/** Whatever a manifest may name of an answer: each part of every path in it. */
function keysOf(manifest: HostManifest): ReadonlySet<string> {
  const keys = new Set<string>();
  const collect = (value: unknown) => {
    if (typeof value === 'string') for (const key of value.split(/[^\p{L}\p{N}_@-]+/u)) keys.add(key);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part);
  };
  collect(manifest.connection);
  collect(manifest.transport);
  collect(manifest.resources);
  collect(manifest.enums);
  return keys;
}

const inPlaceOf: Readonly<Record<Sort, (number: number) => string>> = {
  name: (number) => `Name ${number}`,
  phone: (number) => `+1 555 01${String(number % 100).padStart(2, '0')}`,
  email: (number) => `person-${number}@example.com`,
  address: (number) => `${number} Example Street`,
  text: (number) => `Text ${number}`,
  coordinate: String,
};

/** About ten kilometres: the city, not the house. */
function rounded(value: unknown): unknown {
  const number = Math.round(Number(value) * 10) / 10;
  return typeof value === 'string' ? String(number) : number;
}

function sortOf(key: string): Sort | undefined {
  return telling.find(([pattern]) => pattern.test(key))?.[1];
}

/** The last names of the paths that personal fields are mapped to. */
function sortsByKey({ resources }: HostManifest): Map<string, Sort> {
  const sorts = new Map<string, Sort>();
  for (const [kind, fields] of Object.entries(personal)) {
    const resource = resources[kind as HostKind];
    if (!resource || 'inJobs' in resource) continue;
    for (const [name, sort] of Object.entries(fields)) {
      const field = resource.fields[name];
      for (const path of [field?.path, ...(field?.paths ?? [])]) {
        const key = path?.split('.').findLast((part) => !/^\d+$/.test(part));
        if (key !== undefined && field?.enum === undefined) sorts.set(key, sort);
      }
    }
  }
  return sorts;
}
