import { checkManifest, type ManifestFault } from '../validate/index.ts';
import type { Decision, DescribedHost } from './described.ts';
import { ScaffoldError } from './document.ts';
import { type Proposal, proposeManifest } from './propose.ts';

export interface Scaffold extends Proposal {
  /** By path in the folder of the new adapter. */
  readonly files: Readonly<Record<string, string>>;
  /** What the checks say of it; warnings are for the person who goes on. */
  readonly faults: readonly ManifestFault[];
}

/**
 * A folder to start from: a manifest that is sound as far as it goes, and a README with what a person has to decide.
 * @throws ScaffoldError when nothing in the document looks like ours
 */
export function scaffold(host: DescribedHost, name: string): Scaffold {
  const proposal = proposeManifest(host, name);
  if (Object.keys(proposal.manifest.resources).length === 0) {
    const known = host.entities.map((entity) => entity.name).slice(0, 20);
    throw new ScaffoldError(
      `Nothing in the document looks like jobs, technicians, customers or any of our kinds. It has: ${known.join(', ') || 'no lists of objects'}.`,
    );
  }
  const file = `${name}/manifest.json`;
  const text = `${JSON.stringify(proposal.manifest, null, 2)}\n`;
  const { faults } = checkManifest(text, { file });
  return { ...proposal, faults, files: { 'manifest.json': text, 'README.md': readmeOf(proposal, host) } };
}

function readmeOf({ manifest, decisions }: Proposal, host: DescribedHost): string {
  const rows = Object.entries(manifest.resources).flatMap(([kind, resource]) => {
    const fields = resource && 'fields' in resource ? resource.fields : resource ? resource.inJobs : {};
    return Object.entries(fields).map(([field, source]) => `| \`${kind}.${field}\` | \`${pathsOf(source)}\` | |`);
  });
  const settings = Object.entries(manifest.settings).map(
    ([key, { title, type }]) => `- \`${key}\`: ${title}${type === 'secret' ? ' (secret)' : ''}`,
  );
  return `# ${host.title}

Proposed from ${host.documentation[0] ?? 'a document'}; every line is a guess until somebody has looked at it.

## To decide

${decisions.map(decisionLine).join('\n') || 'Nothing.'}

## What maps to what

| ours | theirs | remarks |
|---|---|---|
${rows.join('\n')}

## Limits

Nobody has tried yet.

## Credentials

${settings.join('\n')}
`;
}

function decisionLine({ about, question }: Decision): string {
  return `- [ ] \`${about}\`: ${question}`;
}

function pathsOf(source: unknown): string {
  if (typeof source !== 'object' || source === null) return String(source);
  const { path, day, lastDay } = source as Record<string, unknown>;
  return String(path ?? day ?? lastDay ?? JSON.stringify(source));
}
