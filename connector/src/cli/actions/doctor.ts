import { createServer } from 'node:net';
import type { Config } from '../../config/schema.ts';
import { builtPages, hasPages } from '../../runtimes/shared/pages-directory.ts';
import { configWith, withStore } from '../database.ts';
import { explain } from '../fail.ts';

export async function runDoctor(options: { readonly database?: string }): Promise<void> {
  const checks: [string, (config: Config) => Promise<string>][] = [
    ['database', checkDatabase],
    ['pages', checkPages],
    ['port', checkPort],
  ];
  const config = await configWith(options);
  report('ok', 'configuration', process.env.DISPATCHKIT_CONFIG ?? 'standard settings');
  let failures = 0;
  for (const [name, check] of checks) {
    try {
      report('ok', name, await check(config));
    } catch (error) {
      failures++;
      report(
        'fail',
        name,
        explain(error, false)
          .trim()
          .replace(/^error: /, ''),
      );
    }
  }
  if (failures > 0) process.exitCode = 1;
}

function report(outcome: 'ok' | 'fail', name: string, detail: string): void {
  process.stdout.write(`${outcome.padEnd(5)} ${name.padEnd(14)} ${detail}\n`);
}

function checkDatabase(config: Config): Promise<string> {
  return withStore(config, async (store) => {
    const tenants = await store.tenants();
    return tenants.length === 0 ? 'opened, no tenant yet' : `opened, ${tenants.length} tenants`;
  });
}

async function checkPages(): Promise<string> {
  if (await hasPages(builtPages)) return builtPages;
  throw new Error(`There are none in ${builtPages}. Build them with npm run build; the API works without them.`);
}

function checkPort({ server: { host, port } }: Config): Promise<string> {
  return new Promise((fulfil, reject) => {
    const probe = createServer();
    probe.once('error', (cause) =>
      reject(new Error(`${host}:${port} cannot be listened on. Stop what uses it, or set PORT.`, { cause })),
    );
    probe.listen(port, host, () => probe.close(() => fulfil(`${host}:${port} is free`)));
  });
}
