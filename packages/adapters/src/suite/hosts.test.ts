import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hostSuite } from './host-suite.ts';

const hosts = join(import.meta.dirname, '../../hosts');

for (const folder of readdirSync(hosts, { withFileTypes: true })) if (folder.isDirectory()) hostSuite(join(hosts, folder.name));
