import { type HostManifest, manifestTexts, type TemplateName, templateNames } from '@dispatchkit/contract/manifest';
import { fault, type PlacedFault, warning } from './fault.ts';
import { nameHint } from './nearest.ts';
import { resourcesOf } from './resources.ts';
import { tooEarly } from './too-early.ts';

export interface Placeholder {
  readonly path: readonly PropertyKey[];
  readonly shown: string;
  readonly name: TemplateName;
  /** What follows the first dot. */
  readonly part: string | undefined;
}

/**
 * Placeholders that are not legal at their place, that name nothing, or that compute; settings and answers that nobody reads.
 * @param written the manifest as it was written, so that what is found stands in the file
 */
export function templateFaults(manifest: HostManifest, written: unknown): PlacedFault[] {
  const faults: PlacedFault[] = [];
  const used: Placeholder[] = [];
  for (const { path, text, legalNames } of manifestTexts(written)) {
    for (const [shown, inner = ''] of text.matchAll(/\$\{([^{}]*)\}?/g)) {
      const [, word = '', part] = /^([A-Za-z]+)(?:\.([^{}()\s]+))?$/.exec(inner) ?? [];
      if (!isName(word) || !shown.endsWith('}')) {
        faults.push(fault(path, shown, 'a name and nothing else', hintOf(word, legalNames)));
      } else if (legalNames === undefined) {
        faults.push(fault(path, shown, 'a text without placeholders', 'They are not replaced here.'));
      } else if (!legalNames.includes(word)) {
        faults.push(fault(path, shown, legalText(legalNames), wrongPlace(word)));
      } else {
        used.push({ path, shown, name: word, part });
      }
    }
  }
  const once = new Map<TemplateName, string[] | undefined>();
  const partsKnown = (name: TemplateName, path: readonly PropertyKey[]) => {
    if (name === 'id') return knownParts(name, path, manifest);
    if (!once.has(name)) once.set(name, knownParts(name, path, manifest));
    return once.get(name);
  };
  return [
    ...faults,
    ...used.flatMap((placeholder) => tooEarly(placeholder, manifest) ?? targetFaults(placeholder, manifest, partsKnown)),
    ...unused(used, manifest),
  ];
}

function isName(word: string): word is TemplateName {
  return Object.hasOwn(templateNames, word);
}

function hintOf(word: string, legal: readonly TemplateName[] | undefined): string {
  if (word === '') return 'There is nothing to call and nothing to compute.';
  return nameHint(word, legal ?? []);
}

function legalText(legal: readonly TemplateName[]): string {
  return `one of ${legal.map((name) => `\${${name}…}`).join(', ')}`;
}

function wrongPlace(name: TemplateName): string {
  return name === 'secrets' ? 'Secrets may stand in connection and webhooks only.' : templateNames[name];
}

/** What stands behind the dot has to be there. */
function targetFaults(
  { path, shown, name, part }: Placeholder,
  manifest: HostManifest,
  partsKnown: (name: TemplateName, path: readonly PropertyKey[]) => string[] | undefined,
): PlacedFault[] {
  const first = part?.split('.')[0];
  const known = partsKnown(name, path);
  if (known === undefined) return [];
  if (known.length === 0 && !['settings', 'secrets', 'session', 'context'].includes(name)) {
    return part === undefined ? [] : [fault(path, shown, `\${${name}}`, 'It has no parts.')];
  }
  if (first === undefined) return name === 'id' ? [] : [fault(path, shown, `\${${name}.…}`, nameHint('', known))];
  if (known.includes(first) || (name === 'id' && part !== undefined && known.includes(part))) return [];
  if (name === 'settings' && manifest.settings[first]?.type === 'secret')
    return [fault(path, shown, `\${secrets.${first}}`, 'It is a secret; those may stand in connection and webhooks only.')];
  if (name === 'secrets' && manifest.settings[first])
    return [fault(path, shown, `a setting of the type secret`, `Write \${settings.${first}}, or make it a secret.`)];
  const lacks = declaredIn[name] === undefined ? {} : { lacks: [[...declaredIn[name], first]] };
  return [fault(path, shown, declaredAt[name] ?? `a part of ${name}`, () => nameHint(first, known), lacks)];
}

const declaredAt: Partial<Record<TemplateName, string>> = {
  settings: 'a name under settings',
  secrets: 'a setting of the type secret',
  session: 'a name under connection.auth.take',
  context: 'a name under connection.context',
  page: 'offset, limit, number or cursor',
  id: 'a host field of the id',
};

const settingsPath = ['settings'] as const;
const declaredIn: Partial<Record<TemplateName, readonly string[]>> = {
  settings: settingsPath,
  secrets: settingsPath,
  session: ['connection', 'auth', 'take'],
  context: ['connection', 'context'],
};

/** Undefined where any name may follow; empty where none may. */
function knownParts(name: TemplateName, path: readonly PropertyKey[], manifest: HostManifest): string[] | undefined {
  const { settings, connection } = manifest;
  switch (name) {
    case 'settings':
      return Object.keys(settings).filter((key) => settings[key]?.type !== 'secret');
    case 'secrets':
      return Object.keys(settings).filter((key) => settings[key]?.type === 'secret');
    case 'session':
      return connection.auth.kind === 'login' ? Object.keys(connection.auth.take) : [];
    case 'context':
      return Object.keys(connection.context);
    case 'page':
      return ['offset', 'limit', 'number', 'cursor'];
    case 'id':
      return resourcesOf(manifest).find(({ kind }) => kind === path[1])?.resource.id.paths;
    case 'record':
    case 'before':
      return undefined;
    default:
      return [];
  }
}

function unused(used: readonly Placeholder[], { settings, connection }: HostManifest): PlacedFault[] {
  const uses = new Set(used.map(({ name, part }) => `${name} ${part?.split('.')[0]}`));
  const isUsed = (names: readonly TemplateName[], key: string) => names.some((name) => uses.has(`${name} ${key}`));
  const take = connection.auth.kind === 'login' ? Object.keys(connection.auth.take) : [];
  return [
    ...Object.keys(settings)
      .filter((key) => !isUsed(['settings', 'secrets'], key))
      .map((key) =>
        warning(['settings', key], `"${key}"`, 'a placeholder that uses it', 'An operator would be asked for nothing.', {
          needsUse: key,
        }),
      ),
    ...take
      .filter((key) => !isUsed(['session'], key))
      .map((key) => {
        const hint = 'Send it with every call, such as in "headers", or remove it.';
        return warning(['connection', 'auth', 'take', key], `"${key}"`, `\${session.${key}} somewhere`, hint, { needsUse: key });
      }),
    ...Object.keys(connection.context)
      .filter((key) => !isUsed(['context'], key))
      .map((key) => {
        const hint = 'The call is in vain.';
        return warning(['connection', 'context', key], `"${key}"`, `\${context.${key}} somewhere`, hint, { needsUse: key });
      }),
  ];
}
