import type { DescribedField } from '../seams.ts';
import { descendants, readXml, type XmlElement } from './xml.ts';

/** What `$metadata` of OData v2 and v4 says about entities. */
export interface ServiceDescription {
  /** Fields by entity set. */
  fieldsOf(entitySet: string): readonly DescribedField[] | undefined;
}

/** @throws HostError `invalid` for what is no XML */
export function readEdmx(text: string): ServiceDescription {
  const document = readXml(text);
  const types = new Map<string, XmlElement>();
  const words = new Map<string, readonly string[]>();
  const sets = new Map<string, string>();
  for (const schema of descendants(document, 'Schema')) {
    const spaces = [schema.attributes['Namespace'], schema.attributes['Alias']].filter((space) => space !== undefined);
    for (const child of schema.children) {
      const name = child.attributes['Name'] ?? '';
      for (const space of spaces) {
        if (child.name === 'EntityType' || child.name === 'ComplexType') {
          types.set(`${space}.${name}`, child);
        } else if (child.name === 'EnumType') {
          words.set(
            `${space}.${name}`,
            child.children.filter(is('Member')).map((member) => member.attributes['Name'] ?? ''),
          );
        }
      }
    }
    for (const set of descendants(schema, 'EntitySet')) {
      sets.set(set.attributes['Name'] ?? '', set.attributes['EntityType'] ?? '');
    }
  }
  return {
    fieldsOf: (entitySet) => {
      const type = sets.get(entitySet);
      const chain = type === undefined ? [] : inherited(type, types);
      const keys = new Set(chain.flatMap((one) => descendants(one, 'PropertyRef')).map((key) => key.attributes['Name']));
      return chain.length === 0
        ? undefined
        : chain.flatMap((one) =>
            one.children.map((child) => described(child, keys, words)).filter((field) => field !== undefined),
          );
    },
  };
}

/** A type and what it is based on. */
function inherited(type: string, types: ReadonlyMap<string, XmlElement>): XmlElement[] {
  const chain: XmlElement[] = [];
  let current = types.get(type);
  while (current !== undefined && !chain.includes(current)) {
    chain.push(current);
    current = types.get(current.attributes['BaseType'] ?? '');
  }
  return chain;
}

function described(
  element: XmlElement,
  keys: ReadonlySet<string | undefined>,
  words: ReadonlyMap<string, readonly string[]>,
): DescribedField | undefined {
  const { Name: name, Type: type, Nullable: nullable } = element.attributes;
  if (name === undefined) {
    return undefined;
  }
  if (element.name === 'NavigationProperty') {
    return { name, type: type ?? 'navigation', relation: target(type) ?? element.attributes['ToRole'] ?? '' };
  }
  if (element.name !== 'Property' || type === undefined) {
    return undefined;
  }
  const known = words.get(type);
  return {
    name,
    type,
    required: keys.has(name) || nullable === 'false',
    readOnly: isReadOnly(element),
    ...(known === undefined ? {} : { words: known }),
  };
}

/** SAP says it in the property, others in an annotation. */
function isReadOnly(property: XmlElement): boolean {
  const { creatable, updatable } = property.attributes;
  const annotated = property.children.some((child) => child.attributes['Term'] === 'Org.OData.Core.V1.Computed');
  return annotated || (creatable === 'false' && updatable === 'false');
}

function target(type: string | undefined): string | undefined {
  return type === undefined ? undefined : (/^Collection\((.*)\)$/.exec(type)?.[1] ?? type);
}

function is(name: string): (element: XmlElement) => boolean {
  return (element) => element.name === name;
}
