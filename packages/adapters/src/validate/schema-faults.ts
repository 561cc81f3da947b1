import { HostManifest, manifestKeysAt } from '@dispatchkit/contract/manifest';
import { fault, type PlacedFault } from './fault.ts';
import { nameHint } from './nearest.ts';

type Parsed = ReturnType<typeof HostManifest.safeParse>;
type Issue = NonNullable<Parsed['error']>['issues'][number];

/** What the schema says against a manifest; with the manifest, defaults filled in, when it says nothing. */
export function parseManifest(value: unknown): { readonly manifest?: HostManifest; readonly faults: readonly PlacedFault[] } {
  const parsed = HostManifest.safeParse(value);
  if (parsed.success) return { manifest: parsed.data, faults: [] };
  return { faults: issueFaults(parsed.error.issues, value, (path) => manifestKeysAt(value, path)) };
}

/**
 * What a schema of the contract says against a value.
 * @param keysAt known keys at a path, for hints
 */
export function issueFaults(
  issues: readonly Issue[],
  value: unknown,
  keysAt?: (path: readonly PropertyKey[]) => readonly string[],
): PlacedFault[] {
  return issues.flatMap(flatten).flatMap((issue) => faultsOf(issue, value, keysAt));
}

/** Of a union the branch that came closest: it took the value as far as its inner parts, or complains least. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const closest = issue.errors
    .filter((branch) => !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
    .sort((a, b) => a.length - b.length)[0];
  if (!closest) return [issue];
  return closest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

function faultsOf(issue: Issue, root: unknown, keysAt?: (path: readonly PropertyKey[]) => readonly string[]): PlacedFault[] {
  const value = valueAt(root, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        fault([...issue.path, key], `the key "${key}"`, 'a key of the language', keysAt && nameHint(key, keysAt(issue.path))),
      );
    case 'invalid_key':
      return [fault(issue.path, `the name ${shown(issue.path.at(-1))}`, issue.issues[0]?.message ?? 'another name')];
    case 'invalid_value': {
      const known = issue.values.map(String);
      const hint = typeof value === 'string' && known.length > 1 ? nameHint(value, known) : undefined;
      return [fault(issue.path, shown(value), known.length === 1 ? String(known[0]) : `one of ${known.join(', ')}`, hint)];
    }
    case 'invalid_type':
      return [fault(issue.path, shown(value), issue.expected === 'record' ? 'names with values' : issue.expected)];
    case 'invalid_union':
      return [fault(issue.path, shown(value), discriminated(issue) ?? 'another form; the reference shows those there are')];
    default:
      return [fault(issue.path, shown(value), issue.message.replace(/^Invalid input: expected /, ''))];
  }
}

function discriminated(issue: Extract<Issue, { code: 'invalid_union' }>): string | undefined {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (options.length > 0) return `one of ${options.join(', ')}`;
  return issue.discriminator === undefined ? undefined : `a known "${issue.discriminator}"`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
