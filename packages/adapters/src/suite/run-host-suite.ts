import type { HostManifest } from '@dispatchkit/contract/manifest';
import { openHost } from '../open-host.ts';
import { checksOf } from './checks.ts';
import type { HostFixtures } from './fixtures.ts';

export interface SuiteResult {
  readonly check: string;
  readonly ok: boolean;
  /** Why not, for people. */
  readonly message?: string;
}

/** Runs the standard suite on a manifest and its fixtures, one check after the other. Nothing outside this machine is asked. */
export async function runHostSuite(
  manifest: HostManifest,
  fixtures: HostFixtures,
  told: (result: SuiteResult) => void = () => {},
): Promise<readonly SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const check of checksOf({ manifest, fixtures, openHost })) {
    const result = await check.run().then(
      () => ({ check: check.name, ok: true }),
      (error: unknown) => ({ check: check.name, ok: false, message: messageOf(error) }),
    );
    results.push(result);
    told(result);
  }
  return results;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${messageOf(error.cause)})`;
}
