import { HostManifest, type HostManifestInput, HostResource } from '@dispatchkit/contract/manifest';
import type { RowsAsk, Transport, WriteAsk } from '../src/seams.ts';
import { openTransport } from '../src/transports/index.ts';
import { openWire } from '../src/wire/open-wire.ts';
import { testSurroundings } from './test-host.ts';

/** A transport over the real wire, to a host at `url`. */
export function testTransport(
  url: string,
  transport: HostManifestInput['transport'],
  connection: Partial<HostManifestInput['connection']> = {},
): Transport {
  const manifest = HostManifest.parse({
    manifest: 1,
    name: 'test-host',
    title: 'Test',
    host: { product: 'Test', versions: '1' },
    settings: { url: { title: 'Address', type: 'url' }, secret: { title: 'Secret', type: 'secret' } },
    connection: { baseUrl: '${settings.url}/api', ...connection },
    transport,
    resources: {},
  });
  const wire = openWire(manifest, testSurroundings({ url, secret: 'swordfish' }), (inner) => openTransport(manifest, inner));
  return openTransport(manifest, wire);
}

type ResourceInput = Parameters<typeof HostResource.parse>[0] & object;

export function testResource(resource: ResourceInput): HostResource {
  return HostResource.parse({ fields: {}, ...resource });
}

export function rowsAsk(resource: ResourceInput, ask: Partial<Omit<RowsAsk, 'resource'>> = {}): RowsAsk {
  return { resource: testResource(resource), paths: [], filter: undefined, page: undefined, ...ask };
}

export function writeAsk(resource: ResourceInput, ask: Partial<Omit<WriteAsk, 'resource'>>): WriteAsk {
  return { resource: testResource(resource), fields: {}, ...ask };
}

/** All pages, one after the other. */
export async function allRows(transport: Transport, ask: RowsAsk): Promise<unknown[]> {
  const rows: unknown[] = [];
  let page: string | undefined;
  do {
    const answer = await transport.rows({ ...ask, page });
    rows.push(...answer.rows);
    page = answer.next;
  } while (page !== undefined);
  return rows;
}
