import { DemoConnector } from '../connector.ts';
import { deskIn, middayZone } from '../desk.ts';
import { shared } from '../shared.ts';
import type { Backend } from './backend.ts';
import { deskData } from './desk-data.ts';

const data = shared(() => deskData(deskIn(middayZone())));

/** The connector's database is the record. */
export const own: Backend = {
  name: 'our own records',
  async openDesk() {
    const { folder, desk } = await data();
    const connector = await DemoConnector.start({ args: ['--empty'], environment: { TZ: desk.zone }, from: folder });
    return { connector, desk };
  },
  openWeek: () => DemoConnector.start(),
};
