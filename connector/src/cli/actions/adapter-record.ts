import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host, HostRecord } from '@dispatchkit/adapters';
import type { ExpectedRecord, HostExchange, HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import { type HostSettings, hostSettings } from '../adapter/host-settings.ts';
import { asking, inOrder, openLiveHost } from '../adapter/live-host.ts';
import { personalDataRemover } from '../adapter/personal-data.ts';
import { readAdapter, soundManifest } from '../adapter/read-adapter.ts';
import { recorder } from '../adapter/recorder.ts';
import { CliError } from '../fail.ts';
import { toOutput as say } from '../say.ts';

export interface RecordAdapterOptions {
  readonly set?: readonly string[];
  readonly out?: string;
  readonly pages?: number;
}

/** So few rows on a page that a small host has several. */
const rowsPerPage = 2;
const origin = 'https://host.example.com';

export async function recordAdapter(named: string, { set = [], out, pages = 20 }: RecordAdapterOptions): Promise<void> {
  const manifest = withSmallPages(await soundManifest(named));
  const folder = out ?? join((await readAdapter(named)).directory, 'fixtures');
  if (await stat(join(folder, 'expected.json')).catch(() => undefined))
    throw new CliError(
      `${join(folder, 'expected.json')} is there already.`,
      'Take the old fixtures away, or choose another folder with --out FOLDER.',
    );
  const settings = hostSettings(manifest, set, process.env);
  const tape = recorder({ withoutPeople: personalDataRemover(manifest), secrets: secretsOf(manifest, settings), origin });
  const host = await openLiveHost(manifest, settings, tape.send);
  const topics: Record<string, HostExchange[]> = {};
  const records: Partial<Record<HostKind, ExpectedRecord[]>> = {};
  const cut: HostKind[] = [];
  const answers = await asking(`${manifest.title} cannot be recorded`, async () => {
    await host.signIn();
    topics['sign-in'] = tape.take();
    for (const kind of inOrder(host)) {
      const { all, isWhole } = await listed((page) => host.list(kind, page === undefined ? {} : { page }), pages);
      if (!isWhole) cut.push(kind);
      records[kind] = all.map(expectedOf);
      topics[`list-${kind}`] = tape.take();
      if (all[0]) await host.get(kind, all[0].id);
      await idsToTheEnd(host, kind, pages);
      topics[`get-${kind}`] = tape.take();
    }
    const probed = await host.probe();
    topics.metadata = tape.take();
    return probed.host;
  });
  const origins = {
    date: new Date().toISOString().slice(0, 10),
    source: `recorded with "dispatchkit adapter record", ${manifest.host.product}`,
  };
  await mkdir(folder, { recursive: true });
  for (const [topic, exchanges] of Object.entries(topics)) {
    if (exchanges.length > 0) await writeJson(join(folder, `${topic}.json`), { ...origins, exchanges });
  }
  await writeJson(join(folder, 'expected.json'), {
    ...origins,
    settings: openSettings(manifest, settings),
    pageSize: rowsPerPage,
    ...(answers === null ? {} : { host: answers }),
    records,
  });
  for (const [kind, found] of Object.entries(records)) say(`${kind}: ${found.length} records`);
  for (const kind of cut)
    say(
      `warning  ${kind}: there are more than ${pages} pages, so the suite will not reach their end. Record a test company with few records.`,
    );
  say(
    `Written to ${folder}. Names, addresses, phones, free texts and texts that the manifest makes no use of were replaced; look through the files before you give them away.`,
  );
}

async function listed(
  page: (next: string | undefined) => Promise<{ readonly records: readonly HostRecord[]; readonly next: string | undefined }>,
  most: number,
) {
  const all: HostRecord[] = [];
  let next: string | undefined;
  for (let read = 0; read < most; read++) {
    const answer = await page(next);
    all.push(...answer.records);
    next = answer.next;
    if (next === undefined) return { all, isWhole: true };
  }
  return { all, isWhole: false };
}

async function idsToTheEnd(host: Host, kind: HostKind, most: number): Promise<void> {
  let next: string | undefined;
  for (let read = 0; read < most; read++) {
    ({ next } = await host.ids(kind, next));
    if (next === undefined) return;
  }
}

function expectedOf({ id, fields, token, unmapped }: HostRecord): ExpectedRecord {
  return {
    id,
    fields: { ...fields },
    ...(token === null ? {} : { token }),
    unmapped: Object.fromEntries(unmapped.map(({ field, value }) => [field, value])),
  };
}

function secretsOf({ settings: declared }: HostManifest, settings: HostSettings): string[] {
  return Object.keys(declared).flatMap((name) =>
    declared[name]?.type === 'secret' && name in settings ? [String(settings[name])] : [],
  );
}

/** What may stand in a file: no secrets, and no address of somebody's host. */
function openSettings({ settings: declared }: HostManifest, settings: HostSettings): HostSettings {
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => declared[name]?.type !== 'secret')
      .map(([name, value]) => [
        name,
        declared[name]?.type === 'url' ? `${origin}${new URL(String(value)).pathname.replace(/\/$/, '')}` : value,
      ]),
  );
}

function withSmallPages(manifest: HostManifest): HostManifest {
  const resources = Object.entries(manifest.resources).map(([kind, resource]) => {
    const isPaged = resource && 'entity' in resource && resource.paging && resource.paging.kind !== 'none';
    return [kind, isPaged ? { ...resource, paging: { ...resource.paging, size: rowsPerPage } } : resource];
  });
  return { ...manifest, resources: Object.fromEntries(resources) as HostManifest['resources'] };
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
