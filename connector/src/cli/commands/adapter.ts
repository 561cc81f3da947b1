import type { Command } from 'commander';
import type { CheckAdapterOptions } from '../actions/adapter-check.ts';
import type { NewAdapterOptions } from '../actions/adapter-new.ts';

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
    .description('Looks at the manifest, its README and its fixtures. Status 1 when something is wrong; warnings do not count.')
    .option('--json', 'as JSON')
    .action(async (manifest: string, options: CheckAdapterOptions) =>
      (await import('../actions/adapter-check.ts')).checkAdapter(manifest, options),
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
