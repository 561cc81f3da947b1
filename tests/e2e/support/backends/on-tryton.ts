import type { AdapterStatus, Snapshot } from '@dispatchkit/contract';
import { hasTryton, startTryton, type Tryton } from '../../../hosts/support/tryton.ts';
import { foundCompany } from '../../../hosts/support/tryton-company.ts';
import { type ConnectorOptions, DemoConnector } from '../connector.ts';
import { deskIn, middayZone } from '../desk.ts';
import { shared } from '../shared.ts';
import { until } from '../until.ts';
import type { Backend } from './backend.ts';
import { deskData } from './desk-data.ts';
import { fillTrytonDesk } from './tryton-desk.ts';
import { completeWeek, fillTrytonWeek, weekOf } from './tryton-week.ts';

export type HostedMode = 'mirror' | 'proxy';

const isRequired = process.env.DISPATCHKIT_REQUIRE_HOSTS === '1';
const isThere = hasTryton();
const notInstalled = 'Tryton is not installed: apt-get install tryton-server tryton-modules-project-plan python3-tz';
const hostedKinds = ['customers', 'sites', 'technicians', 'jobs', 'assignments'];

/** One server, whatever runs on it. */
const company = shared(async () => {
  if (!isThere) throw new Error(notInstalled);
  const tryton = await startTryton();
  return { tryton, id: await foundCompany(tryton.client, 'America/Los_Angeles'), [Symbol.asyncDispose]: () => tryton.remove() };
});
const filledDesk = shared(async () => {
  const { tryton, id } = await company();
  const desk = deskIn(middayZone());
  const erp = await fillTrytonDesk(tryton, id, desk);
  const refs = Object.fromEntries(Object.entries(erp.ids).map(([ours, theirs]) => [ours, String(theirs)]));
  return { ...(await deskData(desk, refs)), erp };
});
const filledWeek = shared(async () => {
  const { tryton, id } = await company();
  await using demo = await DemoConnector.start();
  const week = await weekOf(demo);
  return { tryton, week, atTryton: await fillTrytonWeek(tryton.client, id, week) };
});

/**
 * Customers, sites, technicians, jobs and assignments are a real Tryton's; what it has no place for is ours: shifts, skills, positions.
 * The records of the desk were ours before, and are found again by their `externalRef`.
 */
export function onTryton(mode: HostedMode, whenAway: 'refuse' | 'queue' = 'refuse'): Backend {
  return {
    name: `a ${mode} of Tryton`,
    missing: isThere || isRequired ? undefined : notInstalled,
    async openDesk() {
      const { folder, desk, erp } = await filledDesk();
      await erp.reset();
      const connector = await startOn(erp.tryton, { environment: { TZ: desk.zone }, from: folder });
      return { connector, desk, erp };
    },
    async openWeek() {
      const { tryton, week, atTryton } = await filledWeek();
      return startOn(tryton, {}, (connector) => completeWeek(connector, atTryton, week));
    },
  };

  async function startOn(
    tryton: Tryton,
    { environment, ...more }: ConnectorOptions,
    complete?: (connector: DemoConnector) => Promise<void>,
  ): Promise<DemoConnector> {
    await using starting = new AsyncDisposableStack();
    const connector = starting.use(
      await DemoConnector.start({
        ...more,
        args: ['--empty'],
        environment: { ...environment, ERP_PASSWORD: tryton.password },
        config: configFor(tryton, mode, whenAway),
      }),
    );
    await untilFetched(connector, mode);
    await complete?.(connector);
    starting.move();
    return connector;
  }
}

function configFor({ url, database, user }: Tryton, mode: HostedMode, whenAway: 'refuse' | 'queue'): object {
  const host = {
    ...{ name: 'erp', manifest: 'tryton-6', whenAway, pollSeconds: 2 },
    settings: { url, database, user, password: { env: 'ERP_PASSWORD' } },
    resources: Object.fromEntries(hostedKinds.map((kind) => [kind, mode])),
  };
  return { hosts: { demo: [host] } };
}

async function untilFetched(connector: DemoConnector, mode: HostedMode): Promise<void> {
  const anyWindow = new URLSearchParams({ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' });
  const isSteady = async () => {
    const { resources } = await connector.call<AdapterStatus>('GET', '/v1/adapters/erp');
    return resources.every(({ phase }) => phase === 'steady');
  };
  try {
    // Who reads for the first time has it fetched.
    if (mode === 'proxy')
      await until(() => connector.call<Snapshot>('GET', `/v1/snapshot?${anyWindow}`), 'the ERP has been read');
    await until(isSteady, 'everything is fetched');
  } catch (cause) {
    throw new Error(`Tryton was not fetched. The connector said:\n${connector.said}`, { cause });
  }
}
