import assert from 'node:assert/strict';
import type { Method } from '@dispatchkit/contract/words';
import type { Browser } from 'playwright-core';
import { DemoConnector } from './connector.ts';
import { type ConsoleWindow, openConsole } from './console.ts';
import { type Desk, furnish, historyOf, middayZone } from './desk.ts';
import './pages.ts';

/** A furnished connector and two consoles on it, each in a context of its own. */
export interface TwoWindows extends AsyncDisposable {
  readonly connector: DemoConnector;
  readonly desk: Desk;
  readonly browser: Browser;
  /** Where a person works. */
  readonly a: ConsoleWindow;
  /** Where another one watches. */
  readonly b: ConsoleWindow;
}

/** Closes all but the browser when it is disposed of. */
export async function openTwoWindows(browser: Browser): Promise<TwoWindows> {
  const zone = middayZone();
  await using opened = new AsyncDisposableStack();
  const connector = opened.use(await DemoConnector.start({ args: ['--empty'], environment: { TZ: zone } }));
  const desk = await furnish(connector, zone);
  const a = await openConsole(browser, connector);
  opened.defer(() => a.watched.close());
  const b = await openConsole(browser, connector);
  opened.defer(() => b.watched.close());
  const kept = opened.move();
  return { connector, desk, browser, a, b, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** The last thing that happened to a job was done by the dispatcher in this way. */
export async function assertLastMethod(connector: DemoConnector, jobId: string, method: Method): Promise<void> {
  const [last] = await historyOf(connector, jobId);
  assert.equal(last?.method, method);
  assert.equal(last.actor.role, 'dispatcher');
  assert.ok(last.actor.id);
}
