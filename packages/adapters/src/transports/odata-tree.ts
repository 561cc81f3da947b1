import { splitPath } from '../templates/path.ts';

/** What is selected of an entity, and what is expanded from it. */
export interface SelectTree {
  readonly select: Set<string>;
  readonly expand: Map<string, SelectTree>;
}

/**
 * Paths as a tree. Only `navigations` (paths of names with dots) are expanded: other dots lead into complex values, which are selected
 * whole, and positions into lists. Annotations (`name@…`) come with the field.
 */
export function selectTree(paths: readonly string[], navigations: ReadonlySet<string>): SelectTree {
  const root: SelectTree = { select: new Set(), expand: new Map() };
  for (const path of paths) {
    place(
      root,
      splitPath(path).filter((name) => !/^\d+$/.test(name)),
      navigations,
    );
  }
  return root;
}

function place(root: SelectTree, segments: readonly string[], navigations: ReadonlySet<string>): void {
  let tree = root;
  for (const [at, segment] of segments.entries()) {
    if (!navigations.has(segments.slice(0, at + 1).join('.'))) {
      const field = segment.split('@', 1)[0] ?? '';
      if (field !== '' && !segment.startsWith('__')) {
        tree.select.add(field);
      }
      return;
    }
    const next = tree.expand.get(segment) ?? { select: new Set(), expand: new Map() };
    tree.expand.set(segment, next);
    tree = next;
  }
}

/** Navigations by all their beginnings: `a.b` goes through `a`. */
export function navigationPaths(navigations: Iterable<string>): Set<string> {
  const paths = new Set<string>();
  for (const navigation of navigations) {
    const segments = navigation.split(/[./]/);
    for (const at of segments.keys()) {
      paths.add(segments.slice(0, at + 1).join('.'));
    }
  }
  return paths;
}

/** `$select` and nested `$expand` of v4. */
export function selectionV4(tree: SelectTree): Record<string, string> {
  const expand = expandedV4(tree);
  return {
    ...(tree.select.size === 0 ? {} : { $select: [...tree.select].join(',') }),
    ...(expand === '' ? {} : { $expand: expand }),
  };
}

function expandedV4(tree: SelectTree): string {
  return [...tree.expand]
    .map(([navigation, inner]) => {
      const options = Object.entries(selectionV4(inner)).map(([name, value]) => `${name}=${value}`);
      return options.length === 0 ? navigation : `${navigation}(${options.join(';')})`;
    })
    .join(',');
}

/** `$select` with paths and `$expand` of v2. */
export function selectionV2(tree: SelectTree): Record<string, string> {
  const select: string[] = [];
  const expand: string[] = [];
  const walk = (node: SelectTree, before: string) => {
    select.push(...[...node.select].map((field) => before + field));
    for (const [navigation, inner] of node.expand) {
      expand.push(before + navigation);
      if (inner.select.size === 0) {
        select.push(before + navigation);
      }
      walk(inner, `${before}${navigation}/`);
    }
  };
  walk(tree, '');
  return {
    ...(select.length === 0 ? {} : { $select: select.join(',') }),
    ...(expand.length === 0 ? {} : { $expand: expand.join(',') }),
  };
}
