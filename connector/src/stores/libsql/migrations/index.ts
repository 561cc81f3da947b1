import { initial } from './0001-initial.ts';
import { resources } from './0002-resources.ts';
import { credentials } from './0003-credentials.ts';
import { backgroundWork } from './0004-background-work.ts';
import { performanceIndices } from './0005-performance.ts';
import { histories } from './0006-histories.ts';
import { coveringIndices } from './0007-covering-indices.ts';
import { hosts } from './0008-hosts.ts';
import { openJobPlaces } from './0009-open-job-places.ts';
import { hostTellings } from './0010-host-tellings.ts';
import { toldRecords } from './0011-told-records.ts';
import type { Migration } from './migration.ts';

export type { Migration } from './migration.ts';

/** All steps, in order. They are modules and not files, because a worker has no file system. */
export const migrations: readonly Migration[] = [
  initial,
  resources,
  credentials,
  backgroundWork,
  performanceIndices,
  histories,
  coveringIndices,
  hosts,
  openJobPlaces,
  hostTellings,
  toldRecords,
];
