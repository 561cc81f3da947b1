import { HostError } from '../host.ts';

/** An element of XML, without its text: what descriptions of services need. */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
}

const deepest = 100;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<|[^<]+/g;

/**
 * Reads elements and attributes. Document types are refused, and with them entities of one's own: nothing is fetched or blown up.
 * @throws HostError `invalid` for what is no XML
 */
export function readXml(text: string): XmlElement {
  const root = { name: '', attributes: {}, children: [] as XmlElement[] };
  const open = [root];
  for (const match of text.matchAll(token)) {
    const [whole, closed, opened, attributes, selfClosed] = match;
    const current = open.at(-1) ?? root;
    if (opened !== undefined) {
      const element = { name: localName(opened), attributes: readAttributes(attributes ?? ''), children: [] as XmlElement[] };
      current.children.push(element);
      if (selfClosed !== '/') {
        open.push(element);
      }
    } else if (closed !== undefined) {
      open.pop();
      if (current === root || current.name !== localName(closed)) {
        throw notXml();
      }
    } else if (whole === '<') {
      throw notXml();
    }
    if (open.length > deepest) {
      throw notXml();
    }
  }
  const [first, ...others] = root.children;
  if (open.length !== 1 || first === undefined || others.length > 0) {
    throw notXml();
  }
  return first;
}

/** All elements below with this name. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    Object.defineProperty(attributes, localName(name), {
      value: unescaped(double ?? single ?? ''),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return attributes;
}

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) {
        return entities[name] ?? whole;
      }
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function notXml(): HostError {
  return new HostError('invalid', 'The host describes itself in XML that cannot be read.');
}
