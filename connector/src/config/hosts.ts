import { checkManifest, describeManifestFault, shippedManifest, shippedManifestNames } from '@dispatchkit/adapters';
import { Id } from '@dispatchkit/contract';
import { type HostKind, type HostManifest, hostKinds } from '@dispatchkit/contract/manifest';
import { z } from 'zod';
import { didYouMean } from '../internal/did-you-mean.ts';
import type { HostConfig } from '../ports/hosts.ts';
import { hostSettingOf } from './host-setting.ts';
import type { Environment } from './parse-config.ts';

const HostSetting = z.union([
  z.string().max(2_000),
  z.number(),
  z.boolean(),
  z
    .strictObject({
      env: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'Give the name of an environment variable')
        .optional(),
      file: z.string().min(1).max(500).optional(),
    })
    .refine(({ env, file }) => (env === undefined) !== (file === undefined), 'Give either env or file'),
]);

const HostSection = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and "-"')
    .describe('Names the host system in routes and logs. Unique per tenant.'),
  manifest: z
    .union([z.string().min(1).max(500), z.record(z.string(), z.unknown())])
    .describe('Name of a manifest that comes along (tryton-6), a file (./erp.json), or the manifest itself.'),
  settings: z
    .record(z.string(), HostSetting)
    .default({})
    .describe(
      'What the manifest asks for. Secrets never stand here: `password: { env: ERP_PASSWORD }` names an environment variable, `password: { file: /run/secrets/erp }` a file that a secret store puts there.',
    ),
  resources: z
    .partialRecord(z.enum(hostKinds), z.enum(['own', 'mirror', 'proxy']))
    .default({})
    .describe(
      'Whose records of each kind are. `own`: ours, standard. `mirror`: the host’s, with a copy here that is kept up to date. `proxy`: the host’s, asked when somebody reads them. Changes go to the host first.',
    ),
  pollSeconds: z
    .number()
    .min(2)
    .max(86_400)
    .optional()
    .describe('How often changes are asked for. Standard: what the manifest says. Seconds.'),
  whenAway: z
    .enum(['queue', 'refuse'])
    .default('refuse')
    .describe('While the host does not answer: `refuse` changes of its records, or `queue` them and send them later.'),
});

/** Host systems by tenant. */
export const HostsSection = z
  .record(Id, z.array(HostSection).max(20))
  .default({})
  .describe('The ERPs of tenants: `{ acme: [{ name: erp, manifest: tryton-6, … }] }`.');
type Sections = z.output<typeof HostsSection>;
type Section = Sections[string][number];

/** Reads a file that is named in the configuration, from where that lies. @throws when it cannot be read */
export type ReadText = (path: string) => string;

/** Host systems with their manifests and secrets. Faults of all of them are told at once; secrets are never repeated. */
export function hostsOf(
  sections: Sections,
  file: string,
  environment: Environment,
  readText: ReadText | undefined,
  faults: string[],
): HostConfig[] {
  const hosts: HostConfig[] = [];
  for (const [tenant, ofTenant] of Object.entries(sections)) {
    for (const [i, section] of ofTenant.entries()) {
      const fault = (pointer: string, text: string) => faults.push(`${file}: /hosts/${tenant}/${i}${pointer}: ${text}`);
      if (ofTenant.findIndex(({ name }) => name === section.name) < i)
        fault('/name', `found "${section.name}" twice; names are unique`);
      for (const [kind, mode] of Object.entries(section.resources)) {
        const other = ofTenant
          .slice(0, i)
          .find(({ resources }) => mode !== 'own' && (resources[kind as HostKind] ?? 'own') !== 'own');
        if (other) fault(`/resources/${kind}`, `found a second source; ${kind} come from ${other.name} already`);
      }
      const manifest = manifestOf(section, readText, fault);
      if (!manifest) continue;
      for (const [kind, mode] of Object.entries(section.resources)) {
        if (mode === 'own' || manifest.resources[kind as HostKind]) continue;
        const known = Object.keys(manifest.resources).join(', ');
        fault(`/resources/${kind}`, `found ${mode}; the manifest knows ${known} only`);
      }
      hosts.push({
        tenant,
        name: section.name,
        manifest,
        ...settingsOf(section, manifest, { environment, readText }, fault),
        modes: section.resources,
        pollSeconds: section.pollSeconds ?? quickest(manifest, section.resources),
        whenAway: section.whenAway,
      });
    }
  }
  return hosts;
}

type Fault = (pointer: string, text: string) => void;

function manifestOf({ manifest }: Section, readText: ReadText | undefined, fault: Fault): HostManifest | undefined {
  if (typeof manifest !== 'string') return checkedManifest(manifest, 'manifest', fault);
  if (!/[/\\.]/.test(manifest)) {
    const shipped = shippedManifest(manifest);
    if (!shipped)
      fault('/manifest', `found "${manifest}"; no such manifest comes along. ${perhaps(manifest, shippedManifestNames)}`);
    return shipped;
  }
  if (!readText) {
    fault('/manifest', 'found a file; this runtime has none, so write the manifest itself here');
    return undefined;
  }
  let text: string;
  try {
    text = readText(manifest);
  } catch {
    fault('/manifest', `found "${manifest}"; the file cannot be read`);
    return undefined;
  }
  return checkedManifest(text, manifest, fault);
}

function checkedManifest(input: unknown, file: string, fault: Fault): HostManifest | undefined {
  const { manifest, faults } = checkManifest(input, { file });
  for (const each of faults) if (each.severity !== 'warning') fault('/manifest', describeManifestFault(each));
  return manifest;
}

interface Sources {
  readonly environment: Environment;
  readonly readText: ReadText | undefined;
}

function settingsOf({ settings }: Section, manifest: HostManifest, sources: Sources, fault: Fault) {
  const plain: Record<string, string | number | boolean> = {};
  const secrets: Record<string, string> = {};
  for (const [name, given] of Object.entries(settings)) {
    const known = manifest.settings[name];
    if (!known) {
      fault(`/settings/${name}`, `is no setting of ${manifest.name}. ${perhaps(name, Object.keys(manifest.settings))}`);
      continue;
    }
    const isNamed = typeof given === 'object';
    if (known.type === 'secret' && !isNamed) {
      fault(
        `/settings/${name}`,
        'found a value; a secret stands in the environment, { env: NAME_OF_THE_VARIABLE }, or in a file of a secret store, { file: /run/secrets/name }',
      );
      continue;
    }
    const value = isNamed ? valueAt(given, sources) : given;
    if (value === undefined || value === '')
      fault(`/settings/${name}`, isNamed ? missingAt(given, sources) : 'found an empty text');
    else if (known.type === 'secret') secrets[name] = String(value);
    else {
      const read = hostSettingOf(value, known.type);
      if ('value' in read) plain[name] = read.value;
      else {
        const where = isNamed ? `the value of ${nameOf(given)}` : JSON.stringify(value).slice(0, 80);
        fault(`/settings/${name}`, `found ${where}; expected ${read.expected}`);
      }
    }
  }
  for (const [name, { required, default: standard, type }] of Object.entries(manifest.settings)) {
    if (name in settings) continue;
    if (standard !== undefined) plain[name] = standard;
    else if (required)
      fault(`/settings/${name}`, `found nothing; ${manifest.name} needs it${type === 'secret' ? ': { env: NAME }' : ''}`);
  }
  return { settings: plain, secrets };
}

type Named = Extract<z.output<typeof HostSetting>, object>;

function valueAt(named: Named, { environment, readText }: Sources): string | undefined {
  if (named.env !== undefined) return environment[named.env];
  try {
    // Whoever writes such a file ends its line.
    return readText?.(named.file ?? '').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

function missingAt(named: Named, { readText }: Sources): string {
  if (named.env !== undefined) return `the environment variable ${named.env} is not set`;
  return readText
    ? `the file ${named.file} cannot be read, or is empty`
    : 'found a file; this runtime has none, so name an environment variable: { env: NAME }';
}

function nameOf(named: Named): string {
  return named.env ?? named.file ?? '';
}

function perhaps(name: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  return meant === undefined ? `Known: ${known.join(', ')}` : `Did you mean ${meant}?`;
}

function quickest(manifest: HostManifest, modes: Section['resources']): number {
  const polls = Object.entries(manifest.resources).flatMap(([kind, resource]) =>
    (modes[kind as HostKind] ?? 'own') !== 'own' && resource && 'changes' in resource ? resource.changes.pollSeconds : [],
  );
  return polls.length > 0 ? Math.min(...polls) : 30;
}
