import { type Browser, type BrowserContextOptions, type ConsoleMessage, chromium, type Page } from 'playwright-core';
import { chromeFlags, requireChrome } from '../../../scripts/chrome.mjs';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChrome(), args: [...chromeFlags] });
}

/** A page that keeps account of everything that should not happen in it. */
export interface Watched {
  readonly page: Page;
  /** Errors thrown, violations of the content security policy, requests to other machines. */
  faults(): Promise<readonly string[]>;
  /** What the page or the browser wrote as an error, network errors included. */
  readonly consoleErrors: readonly string[];
  close(): Promise<void>;
}

interface WithViolations {
  dispatchkitViolations?: string[];
}

/** A page in a context of its own: nothing is shared with other pages but what the connector tells them. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const thrown: string[] = [];
  const outside: string[] = [];
  const consoleErrors: string[] = [];
  page.on('pageerror', (error) => thrown.push(`thrown: ${error.stack ?? error.message}`));
  page.on('console', (message) => message.type() === 'error' && consoleErrors.push(told(message)));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') outside.push(`asked elsewhere: ${request.url()}`);
  });
  await page.addInitScript(() => {
    const found: string[] = [];
    (globalThis as WithViolations).dispatchkitViolations = found;
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) => {
      found.push(`policy: ${effectiveDirective} ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`);
    });
  });
  return {
    page,
    consoleErrors,
    async faults() {
      const violations = await page.evaluate(
        () => (globalThis as WithViolations).dispatchkitViolations ?? ['the page was not watched'],
      );
      return [...thrown, ...outside, ...violations];
    },
    close: () => context.close(),
  };
}

function told(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.text()} (${url}:${lineNumber})`;
}
