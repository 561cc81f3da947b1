import type { DispatchSource } from '@dispatchkit/client';
import type { Assignment, Snapshot } from '@dispatchkit/contract';
import type { Role } from '@dispatchkit/contract/words';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openPage, type Watched } from './browser.ts';
import type { DemoConnector } from './connector.ts';
import { until } from './until.ts';

export type ConsoleOptions = BrowserContextOptions & {
  /** In the address, such as `theme=dark&lang=de`. */
  readonly query?: string;
  /** Who signs in; a dispatcher when left out. */
  readonly role?: Role;
};

type WithSource = Element & { readonly source: DispatchSource };
const kinds = ['jobs', 'assignments', 'technicians', 'customers', 'sites', 'shifts', 'timeOff'] as const;

/** The dispatcher's console in a window, and where things are in it. */
export class ConsoleWindow {
  readonly watched: Watched;
  readonly page: Page;

  constructor(watched: Watched) {
    this.watched = watched;
    this.page = watched.page;
  }

  get live(): Locator {
    return this.page.locator('dk-console header .live');
  }

  get dialog(): Locator {
    return this.page.locator('dialog[open]');
  }

  /** A row of the grid by the title of its job. */
  row(title: string): Locator {
    return this.page.locator('dk-job-grid .rows .row:not([hidden])').filter({ hasText: title });
  }

  column(technicianId: string): Locator {
    return this.page.locator(`dk-tech-board .column[data-column-id="${technicianId}"]`);
  }

  /** The card of an assignment, wherever it is. */
  card(assignmentId: string, technicianId?: string): Locator {
    const inside = technicianId === undefined ? this.page.locator('dk-tech-board') : this.column(technicianId);
    return inside.locator(`.item[data-id="${assignmentId}"]`);
  }

  lane(technicianId: string): Locator {
    return this.page.locator(`dk-timeline .row[data-technician-id="${technicianId}"]`);
  }

  bar(assignmentId: string, technicianId?: string): Locator {
    const inside = technicianId === undefined ? this.page.locator('dk-timeline') : this.lane(technicianId);
    return inside.locator(`.job[data-id="${assignmentId}"]`);
  }

  async untilPhase(phase: DispatchSource['status']['phase']): Promise<void> {
    await until(async () => (await this.live.getAttribute('data-phase')) === phase, `the console says ${phase}`);
  }

  /** Waits until timeline and board both show an assignment with this technician. */
  async untilShown(assignmentId: string, technicianId: string): Promise<void> {
    await until(() => this.bar(assignmentId, technicianId).isVisible(), `a bar of ${assignmentId} in the row of ${technicianId}`);
    await until(
      () => this.card(assignmentId, technicianId).isVisible(),
      `a card of ${assignmentId} in the column of ${technicianId}`,
    );
  }

  async untilGone(assignmentId: string): Promise<void> {
    await until(async () => (await this.bar(assignmentId).count()) === 0, `no bar of ${assignmentId}`);
    await until(async () => (await this.card(assignmentId).count()) === 0, `no card of ${assignmentId}`);
  }

  /** What the window believes about an assignment. */
  assignment(id: string): Promise<Assignment | undefined> {
    return this.page.evaluate(
      (wanted) => (document.querySelector('dk-connection') as WithSource).source.tables.assignments.get(wanted),
      id,
    );
  }

  /** Waits for an assignment of a job that was made by hand, whose id nobody knows beforehand. */
  async assignmentOfJob(jobId: string): Promise<Assignment> {
    const find = () =>
      this.page.evaluate((wanted) => {
        const { tables } = (document.querySelector('dk-connection') as WithSource).source;
        return [...tables.assignments.values()].find((assignment) => assignment.jobId === wanted);
      }, jobId);
    return until(find, `an assignment of ${jobId}`);
  }

  /** Waits until nothing is on its way and the window holds exactly what the connector holds. */
  async untilSameAs(connector: DemoConnector): Promise<void> {
    let difference = '';
    const isSame = async () => {
      const own = await this.#tables();
      const query = new URLSearchParams({ ...own.window, jobs: 'all' });
      const snapshot = await connector.call<Snapshot>('GET', `/v1/snapshot?${query}`, { as: { role: 'dispatcher' } });
      const differing: string[] = kinds.filter((kind) => sorted(own.lists[kind] ?? []) !== sorted(snapshot[kind]));
      if (own.jobsTotal !== snapshot.jobsTotal) differing.push('the number of jobs');
      difference = differing.join(', ');
      return difference === '';
    };
    try {
      await until(isSame, 'the window holds what the connector holds');
    } catch (cause) {
      throw new Error(`The window and the connector differ in ${difference}.`, { cause });
    }
  }

  #tables() {
    return this.page.evaluate(
      (names) => {
        const { tables, window, jobsTotal } = (document.querySelector('dk-connection') as WithSource).source;
        if (!window) throw new Error('Nothing is loaded.');
        const lists: Record<string, readonly { readonly id: string }[]> = {};
        for (const name of names) lists[name] = [...tables[name].values()];
        return { lists, window: { ...window }, jobsTotal };
      },
      [...kinds],
    );
  }
}

/** Opens the console and waits until it is live. */
export async function openConsole(
  browser: Browser,
  connector: DemoConnector,
  options: ConsoleOptions = {},
): Promise<ConsoleWindow> {
  const { query = '', role, ...context } = options;
  const watched = await openPage(browser, context);
  if (role) {
    await watched.page.route('**/dev/token', (route) => route.continue({ postData: JSON.stringify({ role }) }));
  }
  await watched.page.goto(`${connector.address}/?${query}`);
  const window = new ConsoleWindow(watched);
  await window.untilPhase('ready');
  return window;
}

function sorted(records: readonly { readonly id: string }[]): string {
  const inOrder = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify(inOrder, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
