import type { Command } from 'commander';
import type { CheckAdapterOptions } from '../actions/adapter-check.ts';
import type { DiffAdapterOptions } from '../actions/adapter-diff.ts';
import type { ForgetAdapterOptions } from '../actions/adapter-forget.ts';
import type { NewAdapterOptions } from '../actions/adapter-new.ts';
import type { ProbeAdapterOptions } from '../actions/adapter-probe.ts';
import type { RecordAdapterOptions } from '../actions/adapter-record.ts';
import type { ShowAdapterOptions } from '../actions/adapter-show.ts';
import type { AdminHostOptions } from '../adapter/host-services.ts';
import { parsePort } from '../duration.ts';
import { CliError } from '../fail.ts';
import { databaseOption } from '../options.ts';

const settingsHelp = `
Settings of the host come from --set key=value and from variables: the setting "baseUrl" from DISPATCHKIT_HOST_BASE_URL. Secrets come
from variables only.`;

/** Manifests of host systems: those that come along, and one's own. */
export function addAdapterCommand(program: Command): void {
  const adapter = program
    .command('adapter')
    .summary('check, try and write manifests of host systems')
    .description('A manifest says, as data, how an ERP is spoken to. docs/guides/adapters.md tells how to write one.');
  adapter
    .command('list')
    .summary('list the manifests that come along')
    .option('--json', 'one JSON object per line')
    .action(async (options: { json?: boolean }) => (await import('../actions/adapter-list.ts')).listAdapters(options));
  adapter
    .command('check')
    .argument('<manifest>', 'name of one that comes along, a folder, or a file')
    .summary('say everything that is wrong with a manifest')
    .description(
      'Looks at the manifest, its README and its fixtures, and runs the standard suite against the fixtures. With --live the host itself is asked, and only read. Status 1 when something is wrong; warnings do not count.',
    )
    .option('--live', 'ask the host instead of the fixtures')
    .option('--set <key=value>', 'a setting of the host; can be given again and again', collect)
    .option('--json', 'as JSON')
    .addHelpText('after', settingsHelp)
    .action(async (manifest: string, options: CheckAdapterOptions) =>
      (await import('../actions/adapter-check.ts')).checkAdapter(manifest, options),
    );
  adapter
    .command('probe')
    .argument('<manifest>', 'name of one that comes along, a folder, or a file')
    .summary('ask a host for its fields and compare')
    .description(
      'Signs in, reads what the host says of its own fields, and tells which mapped ones are missing or of another type. Writes nothing. Status 1 when something is missing.',
    )
    .option('--set <key=value>', 'a setting of the host; can be given again and again', collect)
    .option('--json', 'as JSON')
    .addHelpText('after', settingsHelp)
    .action(async (manifest: string, options: ProbeAdapterOptions) =>
      (await import('../actions/adapter-probe.ts')).probeAdapter(manifest, options),
    );
  adapter
    .command('show')
    .argument('<manifest>', 'name of one that comes along, a folder, or a file')
    .summary('open the console on the records of a host')
    .description(
      'Mirrors everything the manifest knows into a database that goes away at the end, and starts the console on it. Nothing is written to the host unless --write is given.',
    )
    .option('--set <key=value>', 'a setting of the host; can be given again and again', collect)
    .option('--write', 'let changes made in the console go to the host')
    .option('--port <number>', 'port to listen on (default: 8787, or PORT)', parsePort)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, or HOST)')
    .addHelpText('after', settingsHelp)
    .action(async (manifest: string, options: ShowAdapterOptions) =>
      (await import('../actions/adapter-show.ts')).showAdapter(manifest, options),
    );
  adapter
    .command('record')
    .argument('<manifest>', 'name of one that comes along, a folder, or a file')
    .summary('write fixtures from a host')
    .description(
      'Reads a host through the manifest and keeps its answers as fixtures, and what came of them. Secrets are left out; names, addresses, phones and free texts are replaced. Record a test company, and look through the files before they are given away.',
    )
    .option('--set <key=value>', 'a setting of the host; can be given again and again', collect)
    .option('--out <folder>', 'where to write (default: fixtures beside the manifest)')
    .option('--pages <number>', 'at most so many pages of each kind (default: 20)', parseCount)
    .addHelpText('after', settingsHelp)
    .action(async (manifest: string, options: RecordAdapterOptions) =>
      (await import('../actions/adapter-record.ts')).recordAdapter(manifest, options),
    );
  adapter
    .command('diff')
    .argument('<host>', 'name of the host in the configuration')
    .summary('compare what a host has with the copy here')
    .description(
      'Reads every mirrored record from the host and compares it with what was last heard of it. Changes nothing. Status 1 when something differs.',
    )
    .option('--tenant <id>', 'tenant the host belongs to (needed)')
    .option('--json', 'one JSON object per kind')
    .addOption(databaseOption())
    .action(async (host: string, options: DiffAdapterOptions) =>
      (await import('../actions/adapter-diff.ts')).diffAdapter(host, options),
    );
  adapter
    .command('status')
    .argument('<host>', 'name of the host in the configuration')
    .summary('say how a host is doing')
    .description(
      'How far each kind is fetched, what went wrong, when the host has sent a message last, and what somebody should see to. By what is stored: the host is not asked.',
    )
    .option('--tenant <id>', 'tenant the host belongs to (needed)')
    .option('--json', 'as JSON, as /v1/adapters/{name} answers it')
    .addOption(databaseOption())
    .action(async (host: string, options: AdminHostOptions) =>
      (await import('../actions/adapter-status.ts')).adapterStatus(host, options),
    );
  adapter
    .command('sync')
    .argument('<host>', 'name of the host in the configuration')
    .summary('have a host fetched from soon, and say how far it is')
    .option('--tenant <id>', 'tenant the host belongs to (needed)')
    .option('--json', 'as JSON, as /v1/adapters answers it')
    .addOption(databaseOption())
    .action(async (host: string, options: AdminHostOptions) =>
      (await import('../actions/adapter-sync.ts')).syncAdapter(host, options),
    );
  adapter
    .command('forget')
    .argument('<host>', 'name of the host in the configuration, or that it had there')
    .summary('throw away what is kept of a host')
    .description(
      'For who leaves a host, or has mirrored the wrong one: which records it had, how far it was fetched, and changes that have not reached it. The records stay as your own, or go with --records. The host is told nothing. Cut off, run it again.',
    )
    .option('--tenant <id>', 'tenant the host belongs to (needed)')
    .option('--records', 'delete the records that came from it, too')
    .option('--configured', 'also while it is still configured: everything is fetched again afterwards')
    .option('--json', 'as JSON, as /v1/adapters/{name}/forget answers it')
    .addOption(databaseOption())
    .action(async (host: string, options: ForgetAdapterOptions) =>
      (await import('../actions/adapter-forget.ts')).forgetAdapter(host, options),
    );
  adapter
    .command('new')
    .argument('<name>', 'name of the adapter, such as acme-erp')
    .summary('write a first manifest from a document of the host')
    .description(
      'Reads an OpenAPI 3 document or the metadata of an OData service, and writes a folder with a proposed mapping and a list of what a person has to decide. Nothing that is there is overwritten.',
    )
    .option('--openapi <url|file>', 'OpenAPI 3.0 or 3.1, JSON or YAML')
    .option('--odata <url|file>', 'address of the service, or a file with its $metadata')
    .option('--out <folder>', 'where to write (default: the name, here)')
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit adapter new acme-erp --openapi https://erp.example.com/openapi.json
  dispatchkit adapter new acme-erp --odata metadata.xml --out adapters/acme-erp`,
    )
    .action(async (name: string, options: NewAdapterOptions) =>
      (await import('../actions/adapter-new.ts')).newAdapter(name, options),
    );
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new CliError(`--pages ${text} is no number from 1 to 9999.`);
}
