import type { ConnectorOptions } from '../src/app.ts';
import { MemoryHost, memoryManifest } from './memory-host.ts';

/** Every tenant but strangers has the host system `erp`, whose customers are none yet. */
export const withSampleHost: Required<Pick<ConnectorOptions, 'hostsOf' | 'openHost'>> = {
  hostsOf: (tenant) =>
    tenant.endsWith('-stranger')
      ? []
      : [
          {
            tenant,
            name: 'erp',
            manifest: memoryManifest,
            settings: {},
            secrets: {},
            modes: { customers: 'mirror' },
            pollSeconds: 30,
            whenAway: 'queue',
          },
        ],
  openHost: () => new MemoryHost(),
};
