import { DemoConnector } from '../connector.ts';
import { type Desk, furnish } from '../desk.ts';

/** Data of a connector with the records of the desk, to start others with. */
export interface DeskData extends AsyncDisposable {
  readonly folder: string;
  readonly desk: Desk;
}

/** @param refs names of the records at an ERP, by our id */
export async function deskData(desk: Desk, refs?: Readonly<Record<string, string>>): Promise<DeskData> {
  await using opened = new AsyncDisposableStack();
  const connector = opened.use(await DemoConnector.start({ args: ['--empty'], environment: { TZ: desk.zone } }));
  await furnish(connector, desk, refs);
  await connector.stop();
  const kept = opened.move();
  return { folder: connector.folder, desk, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
