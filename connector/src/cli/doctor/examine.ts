import { ConfigError } from '../../config/config-error.ts';
import type { Config } from '../../config/schema.ts';
import { secretsOf } from '../../observability/config-secrets.ts';
import { withholding } from '../../observability/secrets.ts';
import { checkDatabase } from './check-database.ts';
import { checkFiles } from './check-files.ts';
import { checkIssuers } from './check-issuers.ts';
import { checkJournal } from './check-journal.ts';
import { checkReplica } from './check-replica.ts';
import { checkServer } from './check-server.ts';
import { checkTenants } from './check-tenants.ts';
import { checkToken } from './check-token.ts';
import type { Check, Examined } from './examined.ts';
import { type Finding, fail, ok, reasonOf } from './finding.ts';

const checks: Readonly<Record<string, Check>> = {
  database: checkDatabase,
  journal: checkJournal,
  replica: checkReplica,
  tenants: checkTenants,
  issuers: checkIssuers,
  files: checkFiles,
  server: checkServer,
};

/** Examines an installation. Every fault of the configuration is told at once; with one, the rest cannot be looked at. */
export async function examine(
  readConfig: () => Promise<Config>,
  parts: Omit<Examined, 'config'> & { readonly token?: string | undefined },
): Promise<{ readonly findings: readonly Finding[]; readonly config: Config | undefined }> {
  let config: Config;
  try {
    config = await readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const cure = 'Every key is in docs/reference/config.schema.json; editors that know JSON Schema show faults while typing.';
    return { findings: error.faults.map((fault) => fail('configuration', fault, cure)), config: undefined };
  }
  const examined = { ...parts, config };
  const found = await Promise.all(Object.entries(checks).map(([name, check]) => run(name, check, examined)));
  const { token } = parts;
  if (token !== undefined) found.push(await run('token', async () => [await checkToken(token, examined)], examined));
  const withhold = withholding(secretsOf(config));
  const findings = [ok('configuration', parts.configFile ?? 'standard settings'), ...found.flat()];
  return { findings: findings.map((finding) => ({ ...finding, detail: withhold(finding.detail) })), config };
}

async function run(name: string, check: Check, examined: Examined): Promise<readonly Finding[]> {
  try {
    return await check(examined);
  } catch (error) {
    return [fail(name, reasonOf(error), 'Run it again with DEBUG=1, and report it.')];
  }
}
