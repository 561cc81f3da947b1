import type { HostFilter, HostKind, HostManifest, HostResource } from '@dispatchkit/contract/manifest';
import type { Dialect } from '../filters/dialect.ts';
import { compileFilter, frappeDialect, parametersDialect } from '../filters/index.ts';
import { fieldsOfFilter } from './rows.ts';

/** What a host cannot be asked of one kind of record, so that more is read than is wanted. */
export interface AskingLimit {
  /** The part of the resource that speaks of it. */
  readonly about: 'changes' | 'where';
  /** For people. */
  readonly message: string;
}

/**
 * Of the questions that are asked again and again, those the host has no way for by the manifest: everything is read then, and the rest is
 * looked at here. What it turns out not to understand is not known here.
 */
export function askingLimits(kind: HostKind, manifest: HostManifest): AskingLimit[] {
  const resource = manifest.resources[kind];
  if (resource === undefined || 'inJobs' in resource) return [];
  const { by, pollSeconds } = resource.changes;
  const asks = (filter: HostFilter, names: readonly string[]) =>
    names.some((name) => namesInList(resource, name)) || canAsk(filter, resource, manifest);
  const limits: AskingLimit[] = [];
  const often = `everything is read every ${pollSeconds} seconds`;
  if (by.kind === 'modified-since') {
    const any = by.paths.map((field): HostFilter => ({ field, is: 'ge', value: '2026-11-20T08:00:00Z' }));
    if (!asks({ any }, ['since', 'filter'])) {
      const message = `The host cannot be asked what has changed since (${by.paths.join(', ')}): ${often}, and compared here.`;
      limits.push({ about: 'changes', message });
    }
  }
  if (by.kind === 'window') {
    const any = by.paths.map((field): HostFilter => ({ field, is: 'ge', value: '2026-11-20' }));
    if (!asks({ any }, ['window', 'filter']))
      limits.push({ about: 'changes', message: `The host cannot be asked for a window (${by.paths.join(', ')}): ${often}.` });
  }
  const { where } = resource;
  if (where !== undefined && !asks(where, ['filter'])) {
    const fields = [...new Set(fieldsOfFilter(where))].join(', ');
    limits.push({
      about: 'where',
      message: `The host cannot be asked for a part (${fields}): rows of others are read, and left out here.`,
    });
  }
  return limits;
}

/** The list call of the manifest has a place for it. */
function namesInList({ calls }: HostResource, name: string): boolean {
  return calls.list !== undefined && JSON.stringify(calls.list).includes(`\${${name}`);
}

/** Whether anything of it makes the answer smaller. */
function canAsk(filter: HostFilter, { cannotFilter }: HostResource, { transport }: HostManifest): boolean {
  if (transport.kind !== 'rest') return compileFilter(filter, everything, cannotFilter).compiled !== undefined;
  switch (transport.filter.dialect) {
    case 'none':
      return false;
    case 'parameters':
      return compileFilter(filter, parametersDialect, cannotFilter).compiled !== undefined;
    case 'json-triples':
      return compileFilter(filter, frappeDialect, cannotFilter).compiled !== undefined;
    case 'odata-v4':
      return compileFilter(filter, everything, cannotFilter).compiled !== undefined;
  }
}

/** A host that understands every question, but for what the manifest says. */
const everything: Dialect<true> = { test: () => ({ compiled: true }), all: () => true, any: () => true };
