import { HostManifest, manifestHelpAt, manifestKeysAt, manifestVersion } from '@dispatchkit/contract/manifest';
import { fault, type Hint, mostFaults, type PlacedFault } from './fault.ts';
import { isNewer } from './migrate.ts';
import { nameHint, nearest } from './nearest.ts';
import { closestIssues, type Issue, valueAt } from './schema-issues.ts';

/** What people can be told of a place besides what is wrong there. */
export interface PlaceHelp {
  readonly keys: readonly string[];
  readonly hint: string;
}

/** What the schema says against a manifest. */
export function manifestIssueFaults(value: unknown): readonly PlacedFault[] {
  if (isNewer(value)) return [newerFault(valueAt(value, ['manifest']))];
  const parsed = HostManifest.safeParse(value);
  if (parsed.success) return [];
  return issueFaults(parsed.error.issues, value, (path) => ({
    keys: manifestKeysAt(value, path),
    hint: manifestHelpAt(value, path) || noHelp().hint,
  }));
}

function newerFault(version: unknown): PlacedFault {
  const hint = 'A newer program wrote it, or wants to read it: update this one, or look in its reference.';
  return fault(['manifest'], String(version), `${manifestVersion}, the newest version that is known here`, hint);
}

/**
 * What a schema of the contract says against a value.
 * @param helpAt known keys and the meaning of a place, for hints
 */
export function issueFaults(
  issues: readonly Issue[],
  value: unknown,
  helpAt?: (path: readonly PropertyKey[]) => PlaceHelp,
): PlacedFault[] {
  const faults = issues.flatMap(closestIssues).flatMap((issue) => faultsOf(issue, value, helpAt ?? noHelp));
  const meant = new Set(faults.flatMap(({ meantFor }) => (meantFor === undefined ? [] : [meantFor])));
  // A key that is mistyped is not missing as well.
  return faults.filter(({ path, found }) => found !== nothing || !meant.has(pathText(path)));
}

const noHelp = (): PlaceHelp => ({ keys: [], hint: 'The reference shows what may stand there.' });
const nothing = 'nothing';

interface SchemaFault extends PlacedFault {
  /** The key that a mistyped one was meant to be. */
  readonly meantFor?: string;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('\n');
}

function faultsOf(issue: Issue, root: unknown, helpAt: (path: readonly PropertyKey[]) => PlaceHelp): SchemaFault[] {
  const { path } = issue;
  const value = valueAt(root, path);
  const told = (found: string, expected: string, hint: Hint = () => helpAt(path).hint) => [fault(path, found, expected, hint)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, helpAt);
    case 'invalid_key':
      return told(`the name ${shown(path.at(-1))}`, issue.issues[0] === undefined ? 'another name' : expectedOf(issue.issues[0]));
    case 'invalid_value': {
      const known = issue.values.map(String);
      return told(
        shown(value),
        expectedOf(issue),
        typeof value === 'string' && known.length > 1 ? nameHint(value, known) : undefined,
      );
    }
    default: {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      const meant = typeof value === 'string' ? nearest(value, options) : undefined;
      return told(shown(value), expectedOf(issue), meant === undefined ? undefined : `Did you mean "${meant}"?`);
    }
  }
}

/** Names are looked for as long as somebody reads the hints. */
function unknownKeys(
  keys: readonly string[],
  path: readonly PropertyKey[],
  helpAt: (path: readonly PropertyKey[]) => PlaceHelp,
): SchemaFault[] {
  const known = helpAt(path).keys;
  return keys.map((key, at) => {
    const isShown = at < mostFaults;
    const meant = isShown ? nearest(key, known) : undefined;
    const found = fault(
      [...path, key],
      `the key ${shown(key)}`,
      'a key of the language',
      isShown ? nameHint(key, known) : noHelp().hint,
    );
    return meant === undefined ? found : { ...found, meantFor: pathText([...path, meant]) };
  });
}

type Said = Pick<Issue, 'code' | 'message'> & Partial<Record<string, unknown>>;

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list […]',
  object: 'an object {…}',
  record: 'an object {…} of names and values',
  null: 'null',
};

/** The expectation of a schema in words, never its own. */
function expectedOf(issue: Issue | Said): string {
  const { code, message, minimum, maximum, origin } = issue as Said;
  switch (code) {
    case 'invalid_type':
      return typeNames[String((issue as Said)['expected'])] ?? String((issue as Said)['expected']);
    case 'invalid_value': {
      const known = ((issue as Said)['values'] as readonly unknown[]).map(String);
      return known.length === 1 ? String(known[0]) : `one of ${known.join(', ')}`;
    }
    case 'too_small':
      if (origin === 'string' && minimum === 1) return 'a text that is not empty';
      return `at least ${sized(minimum, origin)}`;
    case 'too_big':
      return `at most ${sized(maximum, origin)}`;
    case 'invalid_union':
      return expectedOfUnion(issue as Extract<Issue, { code: 'invalid_union' }>);
    default:
      // Messages of our own say what is expected; those the library makes up begin so.
      return /^(?:Invalid|Too|Unrecognized)/.test(message) ? 'another form' : message;
  }
}

function sized(limit: unknown, origin: unknown): string {
  if (origin === 'string') return `${String(limit)} characters`;
  return origin === 'array' ? `${String(limit)} ${limit === 1 ? 'entry' : 'entries'}` : String(limit);
}

function expectedOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (options.length > 0) return `one of ${options.join(', ')}`;
  if (issue.discriminator !== undefined) return `a known "${issue.discriminator}"`;
  const roots = issue.errors.flatMap((branch) => branch.filter(({ path }) => path.length === 0).slice(0, 1));
  return [...new Set(roots.map(expectedOf))].join(', or ') || 'another form';
}

function shown(value: unknown): string {
  if (value === undefined) return nothing;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
