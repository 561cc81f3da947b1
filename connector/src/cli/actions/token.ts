import type { Role } from '@dispatchkit/contract/words';
import { issueDevToken } from '../../runtimes/shared/dev-key.ts';
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
  process.stdout.write(`${await issueDevToken(request, await configWith({}))}\n`);
}
