import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mockServer from '@sap-ux/fe-mockserver-core';

const MockServer = mockServer.default;
const router = createRequire(createRequire(import.meta.url).resolve('@sap-ux/fe-mockserver-core'))('router');

/** Orders and accounts of a made-up ERP, by SAP's own OData mock server: version 4 at `/v4`, version 2 at `/v2`. */
export interface ODataServer {
  readonly url: string;
  close(): Promise<void>;
}

export const orderCount = 120;
const accounts = ['Harbour Bakery', "O'Brien & Sons", 'Café Müller', 'Lakeside Clinic'];
const titles = ['Boiler will not start', 'Meter to be exchanged', 'Hydrant leaking', 'Yearly inspection'];

export async function startODataServer(): Promise<ODataServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-odata-'));
  const services = [];
  for (const version of ['v4', 'v2'] as const) {
    const data = join(folder, version);
    await mkdir(data);
    const metadata = join(data, 'metadata.xml');
    await cp(fileURLToPath(new URL(`odata/${version}.xml`, import.meta.url)), metadata);
    await writeFile(join(data, 'Orders.json'), JSON.stringify(ordersOf(version)));
    await writeFile(join(data, 'Accounts.json'), JSON.stringify(accountsOf(version)));
    services.push({
      ...{ urlPath: `/${version}`, metadataPath: metadata, mockdataPath: data, alias: version },
      ...{ watch: false, strictKeyMode: true, validateETag: version === 'v4' },
    });
  }
  const mock = new MockServer({ services, annotations: [] });
  await mock.isReady;
  const routes = router();
  routes.use(mock.getRouter());
  const server = createServer((request, response) => {
    routes(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Version = 'v4' | 'v2';

export function accountId(version: Version, index: number): string {
  return version === 'v4' ? `00000000-0000-4000-8000-0000000000${10 + index}` : `00000001${10 + index}`;
}

export function orderId(version: Version, index: number): string {
  return version === 'v4' ? `00000000-0000-4000-9000-000000000${100 + index}` : `0000000${100 + index}`;
}

function accountsOf(version: Version): object[] {
  return accounts.map((name, i) => ({
    AccountID: accountId(version, i),
    Name: name,
    Phone: i === 0 ? null : `+49 30 55500${i}`,
  }));
}

function ordersOf(version: Version): object[] {
  return Array.from({ length: orderCount }, (_, i) => {
    const dueMs = Date.UTC(2026, 10, 20 + (i % 9), 8 + (i % 8));
    return {
      OrderID: orderId(version, i),
      Title: `${titles[i % titles.length]} ${i + 1}`,
      State: version === 'v4' ? 690_970_000 + (i % 4) : ['OPEN', 'RELE', 'COMP', 'REJE'][i % 4],
      Priority: String(1 + (i % 4)),
      DurationHours: version === 'v4' ? 0.5 * (1 + (i % 6)) : (0.5 * (1 + (i % 6))).toFixed(2),
      DueAt: i % 5 === 4 ? null : instant(version, dueMs),
      ModifiedAt: instant(version, Date.UTC(2026, 10, 1, 0, i)),
      AccountID: accountId(version, i % accounts.length),
    };
  });
}

const instant = (version: Version, ms: number) => (version === 'v4' ? new Date(ms).toISOString() : `/Date(${ms}+0000)/`);
