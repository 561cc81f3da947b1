import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkingHours } from '@dispatchkit/contract';
import { type HostManifest, HostWrites } from '@dispatchkit/contract/manifest';
import type { Config } from '../../config/schema.ts';
import type { HostConfig } from '../../ports/hosts.ts';
import { builtPages, pagesDirectory } from '../../runtimes/shared/pages-directory.ts';
import { serve } from '../../runtimes/this-runtime.ts';
import { hostSettings } from '../adapter/host-settings.ts';
import { asking, inOrder, openLiveHost } from '../adapter/live-host.ts';
import { soundManifest } from '../adapter/read-adapter.ts';
import { configWith } from '../database.ts';
import { fillEmpty, withDatabase } from '../demo-database.ts';
import { toOutput as say } from '../say.ts';

export interface ShowAdapterOptions {
  readonly set?: readonly string[];
  readonly write?: boolean;
  readonly host?: string;
  readonly port?: number;
}

/** How often the host is asked for changes while somebody looks. */
const pollSeconds = 10;

/** Most hosts know no shifts. Without these nobody would be at work, and every assignment of theirs against a rule. */
const usualHours: WorkingHours = { days: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '17:00' };

/** The console on a mirror of a host, until it is stopped. What was read goes away with it. */
export async function showAdapter(named: string, { set = [], write = false, ...address }: ShowAdapterOptions): Promise<void> {
  const manifest = await soundManifest(named);
  const settings = hostSettings(manifest, set, process.env);
  const config = await configWith(address);
  const pages = pagesDirectory(builtPages);
  const host = await openLiveHost(manifest, settings);
  const kinds = inOrder(host);
  // Wrong credentials and addresses are told here, rather than by an empty board.
  for (const kind of kinds) await asking(`${manifest.title} cannot be asked for ${kind}`, () => host.list(kind));
  say(
    `${manifest.title}: ${kinds.join(', ')} are mirrored${write ? '. Changes go to the host.' : ', and nothing is written. --write lets changes through.'}`,
  );

  const directory = await mkdtemp(join(tmpdir(), 'dispatchkit-show-'));
  try {
    const { tenant } = config.auth.development;
    const path = join(directory, 'copy.db');
    const timeZone = Temporal.Now.timeZoneId();
    const workingHours = kinds.includes('shifts') ? null : usualHours;
    await withDatabase(path, (store) => fillEmpty(store, tenant, { timeZone, name: manifest.title, workingHours }));
    const shown: HostConfig = {
      tenant,
      name: manifest.name,
      manifest: write ? manifest : readOnly(manifest),
      ...divided(manifest, settings),
      modes: Object.fromEntries(kinds.map((kind) => [kind, 'mirror'])),
      pollSeconds,
      whenAway: 'refuse',
    };
    const running = await serve({ config: { ...ownData(config, directory, path), hosts: [shown] }, pages });
    say(`Ready: ${running.address}`);
    await running.stopped;
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

function ownData(config: Config, dataDirectory: string, path: string): Config {
  return {
    ...config,
    dataDirectory,
    database: { ...config.database, url: `file:${path}` },
    tenants: { ...config.tenants, mode: 'shared' },
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
  };
}

/** Without a way to write: its standing says so, and the widgets offer no change of what is the host's. */
function readOnly(manifest: HostManifest): HostManifest {
  const resources = Object.entries(manifest.resources).map(([kind, resource]) => [
    kind,
    resource && 'writes' in resource ? { ...resource, writes: HostWrites.parse({}) } : resource,
  ]);
  return { ...manifest, resources: Object.fromEntries(resources) };
}

function divided(manifest: HostManifest, values: Readonly<Record<string, string | number | boolean>>) {
  const isSecret = (name: string) => manifest.settings[name]?.type === 'secret';
  const entries = Object.entries(values);
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => isSecret(name)).map(([name, value]) => [name, String(value)])),
  };
}
