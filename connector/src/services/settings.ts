import type { Settings, SettingsPatch } from '@dispatchkit/contract';
import type { z } from 'zod';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { mergePatch } from './merge-patch.ts';
import type { ServiceOptions } from './service-options.ts';
import { expectVersion } from './versions.ts';

/** @throws ProblemError `not_allowed` */
export async function getSettings({ store }: ServiceOptions, actor: ActorContext): Promise<Settings> {
  allow(actor, 'settings:read');
  return store.read(actor.tenant).settings();
}

/** `labels`, `statusColors` and `customFields` are replaced as a whole, so that entries can be taken out. @throws ProblemError `not_allowed`, `stale` */
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
    writer.describe({ type: 'settings.changed' });
    return writer.putSettings(mergePatch(before, patch));
  });
  return result;
}
