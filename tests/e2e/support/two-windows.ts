import assert from 'node:assert/strict';
import type { Method } from '@dispatchkit/contract/words';
import type { Browser } from 'playwright-core';
import type { Backend } from './backends/backend.ts';
import type { TrytonDesk } from './backends/tryton-desk.ts';
import type { DemoConnector } from './connector.ts';
import { type ConsoleWindow, openConsole } from './console.ts';
import { type Desk, historyOf } from './desk.ts';
import './pages.ts';

/** A furnished connector and two consoles on it, each in a context of its own. */
export interface TwoWindows extends AsyncDisposable {
  readonly connector: DemoConnector;
  readonly desk: Desk;
  /** Where the records are an ERP's. */
  readonly erp: TrytonDesk | undefined;
  readonly browser: Browser;
  /** Where a person works. */
  readonly a: ConsoleWindow;
  /** Where another one watches. */
  readonly b: ConsoleWindow;
}

/** Closes all but the browser when it is disposed of. */
export async function openTwoWindows(browser: Browser, backend: Backend): Promise<TwoWindows> {
  await using opened = new AsyncDisposableStack();
  const { connector, desk, erp } = await backend.openDesk();
  opened.use(connector);
  const a = await openConsole(browser, connector);
  opened.defer(() => a.watched.close());
  const b = await openConsole(browser, connector);
  opened.defer(() => b.watched.close());
  const kept = opened.move();
  return { connector, desk, erp, browser, a, b, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** The last thing that anybody did to a job was done by the dispatcher in this way. */
export async function assertLastMethod(connector: DemoConnector, jobId: string, method: Method): Promise<void> {
  // What an ERP makes of it follows as an event of its own.
  const last = (await historyOf(connector, jobId)).find(({ type }) => type !== 'host.synced');
  assert.equal(last?.method, method);
  assert.equal(last.actor.role, 'dispatcher');
  assert.ok(last.actor.id);
}
