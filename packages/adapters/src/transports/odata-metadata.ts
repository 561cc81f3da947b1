import type { DescribedField, Wire } from '../seams.ts';
import { orNone } from './asking.ts';
import { readEdmx, type ServiceDescription } from './edmx.ts';

export interface Metadata {
  /** Fields of an entity set, as the service has described them at most so many milliseconds ago. */
  fieldsOf(
    entity: string,
    service: string | undefined,
    maxAgeMs: number,
    signal?: AbortSignal,
  ): Promise<readonly DescribedField[] | undefined>;
}

/** `$metadata`, which may be many megabytes: asked for once for all entities of a service. */
export function openMetadata(wire: Wire): Metadata {
  const descriptions = new Map<string, { readonly atMs: number; readonly known: Promise<ServiceDescription | undefined> }>();

  async function ask(service: string | undefined): Promise<ServiceDescription | undefined> {
    const headers = { Accept: 'application/xml' };
    const answer = await orNone(wire.send({ method: 'GET', path: '$metadata', service, headers, isWrite: false }));
    return answer?.text === undefined ? undefined : readEdmx(answer.text);
  }

  return {
    fieldsOf: async (entity, service, maxAgeMs, signal) => {
      const key = service ?? '';
      const kept = descriptions.get(key);
      const isYoung = kept !== undefined && Date.now() - kept.atMs <= maxAgeMs;
      const known = isYoung ? kept.known : ask(service);
      if (!isYoung) {
        descriptions.set(key, { atMs: Date.now(), known });
        known.catch(() => descriptions.delete(key));
      }
      const description = await known;
      signal?.throwIfAborted();
      return description?.fieldsOf(entity.split('/').at(-1) ?? entity);
    },
  };
}
