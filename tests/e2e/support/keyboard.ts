import type { Page } from 'playwright-core';
import { until } from './until.ts';

const mostPresses = 24;

/**
 * Presses a key until what is read matches. After each press it waits for what is read to become another, so that a slow page is never
 * walked past.
 */
export async function pressUntil(page: Page, key: string, read: () => Promise<string>, wanted: RegExp): Promise<void> {
  for (let presses = 0; ; presses += 1) {
    const before = await read();
    if (wanted.test(before)) return;
    if (presses === mostPresses) throw new Error(`${mostPresses} × ${key} did not lead to ${wanted}; it reads “${before}”.`);
    await page.keyboard.press(key);
    await until(async () => (await read()) !== before, `${key} changes “${before}” on the way to ${wanted}`);
  }
}

/** Where the focus is: the tags around it and what tells it apart. The row of a grid that keeps the focus itself counts. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const path: string[] = [];
    let element = document.activeElement;
    for (; element; element = element.shadowRoot?.activeElement ?? null) {
      path.push(element.localName);
      const root = element.getRootNode() as ShadowRoot | Document;
      const pointed = root.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      const { id = '', technicianId = '', columnId = '' } = (element as HTMLElement).dataset;
      path.push(id, technicianId, columnId, pointed?.textContent ?? '', element.getAttribute('aria-label') ?? '');
    }
    return `${path.filter(Boolean).join(' ')} `;
  });
}
