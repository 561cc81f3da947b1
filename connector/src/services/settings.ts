import type { CustomField, Settings, SettingsPatch } from '@dispatchkit/contract';
import type { z } from 'zod';
import type { Reader } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { ProblemError } from './errors.ts';
import { mergePatch } from './merge-patch.ts';
import type { ServiceOptions } from './service-options.ts';
import { expectVersion } from './versions.ts';

/** @throws ProblemError `not_allowed` */
export async function getSettings({ store }: ServiceOptions, actor: ActorContext): Promise<Settings> {
  allow(actor, 'settings:read');
  return store.read(actor.tenant).settings();
}

/** `labels`, `statusColors` and `customFields` are replaced as a whole, so that entries can be taken out. @throws ProblemError `not_allowed`, `stale`, `in_use` */
export async function changeSettings(
  { store }: ServiceOptions,
  actor: ActorContext,
  patch: z.input<typeof SettingsPatch>,
  expectedVersion: number | null,
): Promise<Settings> {
  allow(actor, 'settings:write');
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before = await writer.settings();
    expectVersion(before, expectedVersion);
    await expectKindsKept(writer, before.customFields, patch.customFields ?? []);
    writer.describe({ type: 'settings.changed' });
    return writer.putSettings(mergePatch(before, patch));
  });
  return result;
}

const kindOf = { job: 'jobs', customer: 'customers', technician: 'technicians', equipment: 'equipment' } as const;

/** Values would turn into something else, so the kind of a field stays as long as records hold any. Fields may be taken out: values stay. */
async function expectKindsKept(reader: Reader, before: readonly CustomField[], after: readonly CustomField[]): Promise<void> {
  for (const [i, { entity, key, kind, label }] of after.entries()) {
    const known = before.find((field) => field.entity === entity && field.key === key);
    if (!known || known.kind === kind) continue;
    const page = await reader.list(kindOf[entity], { filters: { custom: [{ key }] }, sort: [], limit: 1 });
    if (page.items.length === 0) continue;
    throw new ProblemError('in_use', `${label} is a ${known.kind} of records that are there; it cannot become a ${kind}.`, {
      hint: 'Clear it in those records first, or add a field with another key.',
      errors: [{ pointer: `/customFields/${i}/kind`, detail: `Records hold a ${known.kind} here.` }],
    });
  }
}
