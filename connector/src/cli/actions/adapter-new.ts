import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeManifestFault } from '@dispatchkit/adapters';
import { describeOData, describeOpenApi, ScaffoldError, scaffold } from '@dispatchkit/adapters/scaffold';
import { CliError } from '../fail.ts';
import { checkReadable } from '../files.ts';
import { toOutput as say } from '../say.ts';

export interface NewAdapterOptions {
  readonly openapi?: string;
  readonly odata?: string;
  readonly out?: string;
}

/** Documents are read whole. */
const largestMegabytes = 30;

export async function newAdapter(name: string, { openapi, odata, out = name }: NewAdapterOptions): Promise<void> {
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(name))
    throw new CliError(
      `"${name}" cannot be the name of an adapter.`,
      'Use 2 to 40 lower-case letters, digits and "-", beginning with a letter: acme-erp.',
    );
  if ((openapi === undefined) === (odata === undefined))
    throw new CliError('Exactly one of --openapi and --odata is needed.', 'Name the document the host describes itself with.');
  if (await stat(join(out, 'manifest.json')).catch(() => undefined))
    throw new CliError(`${join(out, 'manifest.json')} is there already.`, 'Choose another folder with --out FOLDER.');
  const { files, decisions, faults, manifest } = await written(name, openapi, odata);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
  }
  say(
    `Written: ${Object.keys(files)
      .map((path) => join(out, path))
      .join(', ')}`,
  );
  for (const [kind, resource] of Object.entries(manifest.resources)) {
    const source = resource && 'entity' in resource ? resource.entity : 'fields of the job';
    say(`  ${kind}: ${source}`);
  }
  if (decisions.length > 0) say(`\nTo decide (${decisions.length}):`);
  for (const { about, question } of decisions) say(`  ${about}: ${question}`);
  for (const fault of faults) say(`  ${describeManifestFault(fault)}`);
  say(`\nThen: dispatchkit adapter probe ${out} --set url=…`);
}

async function written(name: string, openapi: string | undefined, odata: string | undefined) {
  const { text, from } = openapi === undefined ? await metadataOf(odata ?? '') : await documentOf(openapi);
  try {
    return scaffold(openapi === undefined ? describeOData(text, from) : describeOpenApi(text, from), name);
  } catch (cause) {
    if (cause instanceof ScaffoldError) throw new CliError(`${openapi ?? odata}: ${cause.message}`, undefined, { cause });
    throw cause;
  }
}

/** The address of a service is enough; its metadata stand below. */
async function metadataOf(named: string) {
  return documentOf(
    URL.canParse(named) && /^https?:/.test(named) && !/\$metadata/.test(named) ? `${named.replace(/\/$/, '')}/$metadata` : named,
  );
}

async function documentOf(named: string): Promise<{ text: string; from?: string }> {
  if (!/^https?:\/\//.test(named)) {
    if ((await stat(named).catch(() => undefined))?.isDirectory())
      throw new CliError(
        `${named} is a folder.`,
        'Give the document the host describes itself with: a file in it, or an address.',
      );
    await checkReadable(named);
    const { size } = await stat(named);
    if (size > largestMegabytes * 1_000_000) throw tooLarge(named);
    return { text: await readFile(named, 'utf8') };
  }
  const answer = await fetch(named, {
    headers: { Accept: 'application/json, application/yaml, application/xml' },
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    throw new CliError(`${named} does not answer.`, 'Check the address, or save the document and give the file.', { cause });
  });
  if (!answer.ok)
    throw new CliError(
      `${named} answers ${answer.status}.`,
      'If it wants to know who asks: save the document with a browser, and give the file.',
    );
  const text = await answer.text();
  if (text.length > largestMegabytes * 1_000_000) throw tooLarge(named);
  return { text, from: named };
}

function tooLarge(named: string): CliError {
  return new CliError(`${named} is larger than ${largestMegabytes} MB.`, 'Take the part that is about jobs and people.');
}
