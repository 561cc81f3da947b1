import { descendants as all, readXml, type XmlElement } from '../transports/xml.ts';
import type { DescribedEntity, DescribedHost, DescribedHostField } from './described.ts';
import { ScaffoldError } from './document.ts';

/**
 * Reads the metadata of an OData service (EDMX), version 2 or 4.
 * @param from address of the service, if it was read from there
 * @throws ScaffoldError when it is something else
 */
export function describeOData(source: string, from?: string): DescribedHost {
  const root = parse(source);
  const transport = root.attributes.Version === '4.0' || root.attributes.Version === '4.01' ? 'odata-v4' : 'odata-v2';
  const types = byFullName(root, 'EntityType');
  const url = from?.replace(/\/?\$metadata.*$/, '').replace(/\/$/, '');
  const container = all(root, 'EntityContainer')[0];
  return {
    title: container ? nameOf(container) : 'OData service',
    version: transport === 'odata-v4' ? 'OData 4' : 'OData 2',
    documentation: from === undefined ? [] : [from],
    url,
    transport,
    auth: { kind: 'basic', user: '${settings.user}', password: '${secrets.password}' },
    settings: { user: { title: 'User', type: 'text' }, password: { title: 'Password', type: 'secret' } },
    entities: all(root, 'EntitySet').flatMap((set) => {
      const type = types.get(fullName(set.attributes.EntityType ?? '', root));
      return type ? [entityOf(set, type, types, root, transport)] : [];
    }),
    decisions: [
      {
        about: 'connection.auth',
        question:
          'Metadata do not say how the host knows who asks. User and password have been taken; most cloud services want oauth2-client-credentials.',
      },
      ...(url === undefined
        ? [{ about: 'connection.baseUrl', question: 'What is the path of the service, where $metadata is?' }]
        : []),
      ...(transport === 'odata-v2'
        ? [{ about: 'connection.csrf', question: 'SAP wants a token before the first write. Then say "csrf": {}.' }]
        : [
            {
              about: 'changes',
              question: 'Does the service answer delta links (Prefer: odata.track-changes)? Then say changes.by delta-link.',
            },
          ]),
    ],
  };
}

function parse(source: string): XmlElement {
  const wanted = 'Give the metadata of the service (…/$metadata).';
  if (/<!DOCTYPE\s+(?!html)/i.test(source.slice(0, 10_000)))
    throw new ScaffoldError(
      `This has a document type (<!DOCTYPE …>), and those are not read: they can name other files. ${wanted}`,
    );
  try {
    const root = readXml(source);
    if (root.name === 'Edmx') return root;
  } catch (cause) {
    throw new ScaffoldError(`This is no XML. ${wanted}`, { cause });
  }
  throw new ScaffoldError(`This is no EDMX document. ${wanted}`);
}

function nameOf({ attributes }: XmlElement): string {
  return attributes.Name ?? '';
}

/** Elements of this name by their full name. */
function byFullName(root: XmlElement, name: string): Map<string, XmlElement> {
  return new Map(
    all(root, 'Schema').flatMap((schema) =>
      all(schema, name).map((element) => [`${schema.attributes.Namespace ?? ''}.${nameOf(element)}`, element] as const),
    ),
  );
}

/** Types may be named by an alias of their schema. */
function fullName(name: string, root: XmlElement): string {
  const schema = all(root, 'Schema').find(({ attributes: { Alias } }) => Alias && name.startsWith(`${Alias}.`));
  return schema ? `${schema.attributes.Namespace}${name.slice(schema.attributes.Alias?.length)}` : name;
}

function entityOf(
  set: XmlElement,
  type: XmlElement,
  types: ReadonlyMap<string, XmlElement>,
  root: XmlElement,
  transport: 'odata-v2' | 'odata-v4',
): DescribedEntity {
  const family = withBases(type, types, root);
  const properties = family.flatMap((one) => all(one, 'Property'));
  const keys = family.flatMap((one) => all(one, 'PropertyRef')).map(nameOf);
  const keyType = properties.find((property) => nameOf(property) === keys[0])?.attributes.Type ?? '';
  const enums = byFullName(root, 'EnumType');
  return {
    name: nameOf(set),
    entity: nameOf(set),
    idPaths: keys.length > 0 ? keys.slice(0, 4) : ['ID'],
    idType: keyType === 'Edm.Guid' ? 'guid' : /^Edm\.(Int|Byte|SByte)/.test(keyType) ? 'integer' : 'text',
    fields: properties.map((property) => fieldOf(property, enums, root, keys)),
    listTake: '',
    getTake: '',
    hasSingle: true,
    create: 'POST',
    update: transport === 'odata-v4' ? 'PATCH' : 'MERGE',
    delete: 'DELETE',
    hasEtag: properties.some((one) => one.attributes.ConcurrencyMode === 'Fixed') || isOptimistic(set, root),
  };
}

function withBases(type: XmlElement, types: ReadonlyMap<string, XmlElement>, root: XmlElement): XmlElement[] {
  const family = [type];
  for (let base = type.attributes.BaseType; base && family.length < 20; ) {
    const parent = types.get(fullName(base, root));
    if (!parent || family.includes(parent)) break;
    family.push(parent);
    base = parent.attributes.BaseType;
  }
  return family;
}

function isOptimistic(set: XmlElement, root: XmlElement): boolean {
  const targets = all(root, 'Annotations').filter((one) => one.attributes.Target?.endsWith(`/${nameOf(set)}`));
  return [set, ...targets].some((one) =>
    all(one, 'Annotation').some((annotation) => annotation.attributes.Term?.endsWith('Core.V1.OptimisticConcurrency')),
  );
}

const types: Readonly<Record<string, DescribedHostField['type']>> = {
  'Edm.DateTimeOffset': 'instant',
  'Edm.DateTime': 'instant',
  'Edm.Date': 'date',
  'Edm.TimeOfDay': 'time',
  'Edm.Time': 'duration',
  'Edm.Duration': 'duration',
  'Edm.Boolean': 'boolean',
  'Edm.Int16': 'integer',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
  'Edm.Byte': 'integer',
  'Edm.Decimal': 'number',
  'Edm.Double': 'number',
  'Edm.Single': 'number',
};

function fieldOf(
  property: XmlElement,
  enums: ReadonlyMap<string, XmlElement>,
  root: XmlElement,
  keys: readonly string[],
): DescribedHostField {
  const type = property.attributes.Type ?? '';
  const listed = enums.get(fullName(type, root));
  const words = listed && all(listed, 'Member').map(nameOf);
  const isFixed =
    all(property, 'Annotation').some((one) => /Core\.V1\.(Computed|Immutable)$/.test(one.attributes.Term ?? '')) ||
    property.attributes.updatable === 'false';
  return {
    path: nameOf(property),
    type: type.startsWith('Collection(') ? 'list' : (types[type] ?? 'text'),
    isReadOnly: isFixed || keys.includes(nameOf(property)),
    ...(words && words.length > 0 ? { words } : {}),
  };
}
