import type { Role } from '@dispatchkit/contract/words';
import type { Config } from '../../config/schema.ts';
import { wantsDevIssuer } from '../../http/auth/installation-secret.ts';
import { issueDevToken } from '../../runtimes/shared/dev-key.ts';
import { isProduction } from '../../runtimes/shared/read-config.ts';
import { configWith } from '../database.ts';
import { CliError, needed } from '../fail.ts';
import { tenantId } from '../tenant-id.ts';

export interface TokenCommandOptions {
  readonly tenant?: string;
  readonly role?: Role;
  readonly technician?: string;
  readonly job?: string;
  readonly territory?: readonly string[];
  readonly name?: string;
  readonly ttl: number;
}

export async function runToken(options: TokenCommandOptions): Promise<void> {
  const { technician, job, territory, name, ttl } = options;
  const [tenant, role] = [tenantId(options.tenant), needed(options.role, '--role ROLE')];
  if (role === 'technician' && technician === undefined)
    throw new CliError('--role technician needs --technician ID.', 'Without it the bearer has no jobs of their own.');
  if (role === 'customer' && job === undefined) throw new CliError('--role customer needs --job ID.', 'A customer sees one job.');
  const whose = { tenant, role, technicianId: technician ?? null, jobId: job ?? null, name: name ?? null, ttlSeconds: ttl };
  const request = { ...whose, ...(territory === undefined ? {} : { territories: territory }) };
  const config = await configWith({});
  refuseUseless(config);
  process.stdout.write(`${await issueDevToken(request, config)}\n`);
}

/** A connector with issuers takes no token of the development issuer: whoever tries it would look for the fault elsewhere. */
function refuseUseless(config: Config): void {
  const production = isProduction(process.env);
  if (production || wantsDevIssuer({ config, production })) return;
  const why = config.auth.issuers.length === 0 ? 'auth.development.enabled is false' : 'auth.issuers are configured';
  throw new CliError(
    `The connector would not accept this token: ${why}, so there is no development issuer.`,
    'Have an issuer sign one, or make an API key: dispatchkit api-keys create. While trying things out, auth: { development: { enabled: true } } accepts both.',
  );
}
