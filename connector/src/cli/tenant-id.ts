import { Id } from '@dispatchkit/contract';
import { CliError, needed } from './fail.ts';

/** What `--tenant` says. @throws CliError when it is missing or can be no tenant */
export function tenantId(text: string | undefined): string {
  const result = Id.safeParse(needed(text, '--tenant ID'));
  if (result.success) return result.data;
  throw new CliError(`--tenant ${text} cannot be a tenant.`, `${result.error.issues[0]?.message ?? 'Give an id'}.`);
}
