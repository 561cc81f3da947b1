import { DemoConnector } from '../connector.ts';
import { type Desk, deskIn, furnish, middayZone } from '../desk.ts';

/** Data of a connector with the records of the desk, to start others with. */
export interface DeskData extends AsyncDisposable {
  readonly folder: string;
  readonly desk: Desk;
}

/** @param atErp puts the desk into an ERP and gives the names of the records there */
export async function deskData(atErp?: (desk: Desk) => Promise<Readonly<Record<string, string>>>): Promise<DeskData> {
  const desk = deskIn(middayZone());
  const refs = await atErp?.(desk);
  const connector = await DemoConnector.start({ args: ['--empty'], environment: { TZ: desk.zone } });
  try {
    await furnish(connector, desk, refs);
    await connector.stop();
  } catch (error) {
    await connector[Symbol.asyncDispose]();
    throw error;
  }
  return { folder: connector.folder, desk, [Symbol.asyncDispose]: () => connector[Symbol.asyncDispose]() };
}
