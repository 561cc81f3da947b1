/** One object of AL: `codeunit 50101 "Dispatch Token" { … }`. */
export interface AlObject {
  readonly kind: string;
  /** Control add-ins have none. */
  readonly id: number | undefined;
  readonly name: string;
  /** Without comments, and with every text emptied. */
  readonly code: string;
  /** Values of properties such as `Scripts`, in their order. */
  readonly texts: (property: string) => readonly string[];
  /** How many parameters each has, by name. */
  readonly members: (kind: 'procedure' | 'event' | 'trigger') => ReadonlyMap<string, number>;
}

/** As much of AL as it takes to see whether a file holds together. @throws Error that says what does not */
export function readAl(source: string): AlObject {
  const bare = source.replace(/\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  const code = bare.replace(/'(?:[^'\n]|'')*'/g, "''");
  const head = /^\s*(\w+)(?:\s+(\d+))?\s+("[^"\n]+"|[A-Za-z_]\w*)\s*\{/.exec(code);
  if (!head) throw new Error('It does not begin with an object');
  const [, kind = '', id, name = ''] = head;
  checkPairs(code);
  return {
    kind: kind.toLowerCase(),
    id: id === undefined ? undefined : Number(id),
    name: unquoted(name),
    code,
    texts(property) {
      const value = new RegExp(`\\b${property}\\s*=\\s*([^;]*);`).exec(bare)?.[1] ?? '';
      return [...value.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
    },
    members(wanted) {
      const found = code.matchAll(new RegExp(`\\b${wanted}\\s+(\\w+)\\s*\\(([^)]*)\\)`, 'gi'));
      return new Map([...found].map(([, member = '', parameters = '']) => [member, countOf(parameters, ';')]));
    },
  };
}

/** How many values a list has; none when nothing stands there. */
export function countOf(list: string, separator: string): number {
  return list.trim() === '' ? 0 : list.split(separator).length;
}

export function unquoted(name: string): string {
  return name.replace(/^"|"$/g, '');
}

const closes: Readonly<Record<string, readonly string[]>> = { '}': ['{'], ')': ['('], ']': ['['], end: ['begin', 'case'] };

function checkPairs(code: string): void {
  const open: { readonly what: string; readonly line: number }[] = [];
  for (const match of code.replace(/"[^"\n]*"/g, '""').matchAll(/[{}()[\]]|\b(?:begin|case|end)\b/gi)) {
    const what = match[0].toLowerCase();
    const line = code.slice(0, match.index).split('\n').length;
    const opened = closes[what];
    if (!opened) {
      open.push({ what, line });
      continue;
    }
    const last = open.pop();
    if (!last || !opened.includes(last.what)) throw new Error(`Line ${line}: ${what} closes ${last?.what ?? 'nothing'}`);
  }
  const [first] = open;
  if (first) throw new Error(`Line ${first.line}: ${first.what} is never closed`);
}
