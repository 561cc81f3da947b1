import { apiKeys } from './api-keys.ts';
import { certifications } from './certifications.ts';
import { crews } from './crews.ts';
import { customers } from './customers.ts';
import type { Definition, PlainKind } from './definition.ts';
import { dependencies } from './dependencies.ts';
import { equipment } from './equipment.ts';
import { jobs } from './jobs.ts';
import { series } from './series.ts';
import { shifts } from './shifts.ts';
import { sites } from './sites.ts';
import { technicians } from './technicians.ts';
import { timeOff } from './time-off.ts';
import { views } from './views.ts';
import { webhooks } from './webhooks.ts';

export type { Creates, Definition, PlainKind } from './definition.ts';

/** What creating, changing and deleting need to know of each kind; the use cases themselves are the same for all. */
export const definitions: { readonly [K in PlainKind]: Definition<K> } = {
  jobs,
  technicians,
  customers,
  sites,
  shifts,
  timeOff,
  crews,
  equipment,
  certifications,
  dependencies,
  series,
  views,
  apiKeys,
  webhooks,
};
