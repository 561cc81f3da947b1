import type { Store } from '../../ports/store.ts';
import { ProblemError } from '../errors.ts';
import type { Told } from './send.ts';

/** So many are named. */
const named = 20;

/**
 * What refuses a change of several, with what the host has done before it: hosts know no transactions over several records.
 * @param told has been kept here
 */
export async function withDone(store: Store, problem: unknown, told: readonly Told[]): Promise<unknown> {
  if (told.length === 0 || !(problem instanceof ProblemError)) return problem;
  const done: string[] = [];
  for (const each of told.slice(0, named)) done.push(await sentenceOf(store, each));
  const more = told.length > named ? ` and ${told.length - named} more` : '';
  const detail = `${problem.detail} Done before that, and kept: ${done.join(', ')}${more}.`;
  const { code, hint, errors, violations, currentVersion, conflicts, allowed, cause } = problem;
  const fields = { hint, errors, violations, currentVersion, conflicts, allowed, cause };
  return new ProblemError(code, detail, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
}

async function sentenceOf(store: Store, { outgoing, record }: Told): Promise<string> {
  const { mirror, kind, id, operation } = outgoing;
  if (operation !== 'create' || !record) return `${operation} of ${kind} ${id}`;
  const [fact] = await store.hosts.factsOf(mirror.tenant, mirror.name, kind, [record.id]);
  return `create of ${kind} ${fact?.id ?? record.id}`;
}
