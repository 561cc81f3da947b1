import { type BenchConnector, openBenchConnector } from '../connector/open-connector.ts';
import { erpManifest } from './manifest.ts';

export const tenant = 'acme';

/** A connector on this file whose jobs, technicians and assignments are the ERP's. */
export function openConnected(
  path: string,
  erpUrl: string,
  mode: 'mirror' | 'proxy',
  clock = { now: () => Date.now() },
): Promise<BenchConnector> {
  const erp = {
    name: 'erp',
    manifest: erpManifest,
    settings: { url: erpUrl },
    resources: { technicians: mode, jobs: mode, assignments: mode },
  };
  return openBenchConnector(path, { config: { hosts: { [tenant]: [erp] } }, clock });
}
