import { DispatchError, type DispatchSource, type MemorySource } from '@dispatchkit/client';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import 'axe-core/axe.min.js';
import type { AxeResults, RunOptions } from 'axe-core';
import type { LitElement } from 'lit';
import { type SampleOptions, sampleSource } from './sample.ts';

/** A widget as tests see it. */
export type Widget = LitElement & { source?: DispatchSource; theme?: 'light' | 'dark' | 'auto' };

export interface MountOptions {
  readonly source?: DispatchSource;
  readonly lang?: string;
  readonly theme?: 'light' | 'dark';
  /** CSS pixels of the box the widget fills. Default 900 × 480. */
  readonly width?: number;
  readonly height?: number;
  /** Set before the element is attached. */
  readonly properties?: object;
}

export interface WidgetSuiteOptions {
  /** Whether the widget shows its data: rows, cards, bars. Asked in `ready` and `stale`, and with false expected when empty. */
  readonly showsData: (element: Widget) => boolean;
  /** What the ready source holds. Default 40 jobs, 6 technicians. */
  readonly sample?: SampleOptions;
  /** What the empty source holds. Default nothing at all. */
  readonly emptySample?: SampleOptions;
  /** Properties every element gets. */
  readonly properties?: object;
  readonly width?: number;
  readonly height?: number;
}

const boxes: HTMLElement[] = [];

/** Puts a widget into a box of a page in the given language and theme, waits until it is drawn. Removed after each test. */
export async function mount<W extends Widget>(tag: string, options: MountOptions = {}): Promise<W> {
  const box = document.createElement('div');
  box.lang = options.lang ?? 'en';
  box.style.setProperty('width', `${options.width ?? 900}px`);
  box.style.setProperty('height', `${options.height ?? 480}px`);
  box.style.setProperty('font-family', 'system-ui, sans-serif');
  if (options.theme) {
    box.style.setProperty('color-scheme', options.theme);
    // Dialogs and transparent grounds are judged against the page.
    box.style.setProperty('background', options.theme === 'dark' ? '#0f1218' : '#f6f7f9');
  }
  const element = document.createElement(tag) as W;
  element.style.setProperty('height', '100%');
  Object.assign(element, options.properties, options.source ? { source: options.source } : {});
  box.append(element);
  document.body.append(box);
  boxes.push(box);
  await settled(element);
  return element;
}

/** Removes what `mount` has put on the page; `widgetSuite` and test files call it after each test. */
export function unmountAll(): void {
  for (const box of boxes.splice(0)) box.remove();
}

/** Resolves when translations, resize observers and pending renders have had their turn. */
export async function settled(element: Widget): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await element.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Resolves when the condition holds; fails with `what` after two seconds. */
export async function until(condition: () => unknown, what: string): Promise<void> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > 2000) throw new Error(`Still waiting: ${what}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Presses keys together, as in `Shift+ArrowDown` or `Control+z`, where the focus is. */
export async function press(keys: string): Promise<void> {
  const held = keys.split('+');
  const last = held.pop() ?? '';
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: last });
  for (const key of held.reverse()) await sendKeys({ up: key });
}

/** Fails with the names of the rules and the elements that break them. */
export async function expectAccessible(element: Element, options: RunOptions = {}): Promise<void> {
  const { axe } = globalThis as unknown as { axe: { run(on: Element, options: RunOptions): Promise<AxeResults> } };
  const { violations } = await axe.run(element, { resultTypes: ['violations'], ...options });
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
  expect(found, 'axe').to.deep.equal([]);
}

/** What every widget must do alike: its five states, late properties, being moved, company on the page, accessibility, languages, dark. */
export function widgetSuite(tag: string, options: WidgetSuiteOptions): void {
  const { showsData, properties, width, height } = options;
  const ready = () => sampleSource(options.sample ?? { jobs: 40, technicians: 6 });
  const nothing = () => sampleSource(options.emptySample ?? { jobs: 0, technicians: 0 });
  const put = (more: MountOptions = {}) => mount(tag, { properties, width, height, ...more });
  const find = (element: Widget, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

  describe(`<${tag}> as every widget`, () => {
    afterEach(unmountAll);

    it('is busy while there is nothing to show yet', async () => {
      const source = nothing();
      source.setPhase('loading');
      const element = await put({ source });
      expect(find(element, '[aria-busy="true"]'), 'aria-busy').to.exist;
      expect(find(element, '[part~="error"]'), 'no error').to.not.exist;
    });

    it('shows the data when it is ready', async () => {
      const element = await put({ source: ready() });
      expect(showsData(element)).to.equal(true);
      expect(find(element, '[aria-busy="true"]'), 'no longer busy').to.not.exist;
    });

    it('says so when there is nothing', async () => {
      const element = await put({ source: nothing() });
      expect(find(element, '[part~="empty"]')?.textContent?.trim()).to.not.be.oneOf([undefined, '']);
      expect(showsData(element)).to.equal(false);
    });

    it('says what went wrong and tries again on demand', async () => {
      const source = nothing();
      source.setPhase('error', new DispatchError('connection', 'refused'));
      const element = await put({ source });
      const alert = find(element, '[part~="error"]');
      expect(alert?.getAttribute('role')).to.equal('alert');
      alert?.querySelector('button')?.click();
      await settled(element);
      expect(source.status.phase).to.equal('ready');
      expect(find(element, '[part~="error"]')).to.not.exist;
    });

    it('says that one is signed out, not that there is nothing', async () => {
      const source = nothing();
      source.setPhase('signed-out', new DispatchError('signed-out', 'expired'));
      const element = await put({ source });
      expect(find(element, '[part~="error"]')?.textContent).to.contain('You are signed out');
      expect(find(element, '[part~="empty"]')).to.not.exist;
    });

    it('keeps showing what it has, with a notice, while it is not live', async () => {
      const source = ready();
      const element = await put({ source });
      source.setPhase('stale', new DispatchError('connection', 'gone'));
      await settled(element);
      expect(find(element, '[part~="stale"]')).to.exist;
      expect(showsData(element)).to.equal(true);
    });

    it('takes its source late, and another one later', async () => {
      const element = await put();
      expect(showsData(element)).to.equal(false);
      element.source = ready();
      await settled(element);
      expect(showsData(element)).to.equal(true);
      element.source = nothing();
      await settled(element);
      expect(showsData(element)).to.equal(false);
    });

    it('keeps working after it was moved in the page', async () => {
      const source = nothing();
      const element = await put({ source });
      const parent = element.parentElement as HTMLElement;
      element.remove();
      source.load(recordsOf(ready()));
      parent.append(element);
      await settled(element);
      expect(showsData(element), 'changed while away').to.equal(true);
      source.load({});
      await settled(element);
      expect(showsData(element), 'changed after').to.equal(false);
    });

    it('stands beside another of its kind', async () => {
      const source = ready();
      const first = await put({ source });
      const second = await put({ source: nothing() });
      expect([showsData(first), showsData(second)]).to.deep.equal([true, false]);
    });

    for (const theme of ['light', 'dark'] as const) {
      it(`is accessible in ${theme}`, async () => {
        const element = await put({ source: ready(), theme });
        await expectAccessible(element);
      });
    }

    it('is accessible when empty and when failed', async () => {
      const source = nothing();
      const element = await put({ source });
      await expectAccessible(element);
      source.setPhase('error', new DispatchError('failed', 'no'));
      await settled(element);
      await expectAccessible(element);
    });

    it('reads from right to left in Arabic', async () => {
      const element = await put({ source: ready(), lang: 'ar' });
      await until(() => getComputedStyle(element).direction === 'rtl', 'direction');
      expect(showsData(element)).to.equal(true);
      await expectAccessible(element);
    });

    it('is dark where its theme says so', async () => {
      const element = await put({ source: ready(), properties: { ...properties, theme: 'dark' } });
      expect(getComputedStyle(element).colorScheme).to.equal('dark');
    });
  });
}

/** The records of a source as plain lists. */
function recordsOf({ tables }: MemorySource): Parameters<MemorySource['load']>[0] {
  return Object.fromEntries(Object.entries(tables).map(([kind, rows]) => [kind, [...rows.values()]]));
}
