import {
  ApiKey,
  ApiKeyCreate,
  ApiKeyCreated,
  ApiKeyPatch,
  CertificationCreate,
  CertificationPatch,
  CertificationRecord,
  Crew,
  CrewCreate,
  CrewPatch,
  Day,
  Dependency,
  DependencyCreate,
  DependencyPatch,
  Equipment,
  EquipmentCreate,
  EquipmentPatch,
  Series,
  SeriesCreate,
  SeriesPatch,
  SeriesPreview,
  SeriesPreviewResult,
  View,
  ViewCreate,
  ViewPatch,
  Webhook,
  WebhookCreate,
  WebhookCreated,
  WebhookPatch,
} from '@dispatchkit/contract';
import { operation } from './operation.ts';
import { anyOf, customFilter, flag, ids } from './query.ts';
import { resource } from './resource.ts';

export const crews = resource({
  collection: 'crews',
  param: 'crewId',
  names: { one: 'Crew', many: 'Crews' },
  words: { one: 'a crew', many: 'crews' },
  tag: 'crews',
  actions: { read: 'crews:read', write: 'crews:write' },
  entity: Crew,
  create: CrewCreate,
  patch: CrewPatch,
  query: { technicianId: ids('Only crews with one of these technicians.').optional() },
  sort: ['name', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
});

export const equipment = resource({
  collection: 'equipment',
  param: 'equipmentId',
  names: { one: 'Equipment', many: 'Equipment' },
  words: { one: 'a piece of equipment', many: 'equipment' },
  tag: 'equipment',
  actions: { read: 'equipment:read', write: 'equipment:write' },
  entity: Equipment,
  create: EquipmentCreate,
  patch: EquipmentPatch,
  query: { type: anyOf('Only these types.').optional(), custom: customFilter },
  sort: ['name', 'type', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
  customSort: true,
});

export const certifications = resource({
  collection: 'certifications',
  param: 'certificationId',
  names: { one: 'Certification', many: 'Certifications' },
  words: { one: 'a certification', many: 'certifications' },
  tag: 'certifications',
  actions: { read: 'certifications:read', write: 'certifications:write' },
  entity: CertificationRecord,
  create: CertificationCreate,
  patch: CertificationPatch,
  query: {
    technicianId: ids('Only those of these technicians.').optional(),
    key: anyOf('Only those with these keys.').optional(),
    expiresBefore: Day.meta({ description: 'Only those whose last valid day is before this one.' }).optional(),
  },
  sort: ['technicianId', 'key', 'expiresOn', 'createdAt', 'updatedAt'],
  defaultSort: 'expiresOn',
});

export const dependencies = resource({
  collection: 'dependencies',
  param: 'dependencyId',
  names: { one: 'Dependency', many: 'Dependencies' },
  words: { one: 'a dependency', many: 'dependencies' },
  tag: 'dependencies',
  actions: { read: 'dependencies:read', write: 'dependencies:write' },
  entity: Dependency,
  create: DependencyCreate,
  patch: DependencyPatch,
  query: {
    jobId: ids('Only what these jobs wait for.').optional(),
    dependsOnJobId: ids('Only what waits for these jobs.').optional(),
  },
  sort: ['jobId', 'createdAt', 'updatedAt'],
  defaultSort: 'createdAt',
  problems: ['dependency_cycle'],
});

export const series = resource({
  collection: 'series',
  param: 'seriesId',
  names: { one: 'Series', many: 'Series' },
  words: { one: 'a series of recurring jobs', many: 'series of recurring jobs' },
  tag: 'series',
  actions: { read: 'series:read', write: 'series:write' },
  entity: Series,
  create: SeriesCreate,
  patch: SeriesPatch,
  query: { active: flag('Only those that (do not) make jobs.').optional() },
  sort: ['name', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
});

export const previewSeries = operation({
  id: 'previewSeries',
  method: 'post',
  path: '/series/preview',
  tag: 'series',
  summary: 'Preview the days of a rule',
  description: 'The next days a rule gives, before it is saved. Nothing is written.',
  action: 'series:read',
  idempotency: 'harmless',
  eventless: true,
  body: SeriesPreview,
  answer: SeriesPreviewResult,
});

export const views = resource({
  collection: 'views',
  param: 'viewId',
  names: { one: 'View', many: 'Views' },
  words: { one: 'a view', many: 'views' },
  tag: 'views',
  actions: { read: 'views:read', write: 'views:write' },
  entity: View,
  create: ViewCreate,
  patch: ViewPatch,
  query: { widget: anyOf('Only those of these widgets.').optional() },
  sort: ['name', 'widget', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
});

const plainApiKeys = resource({
  collection: 'api-keys',
  param: 'apiKeyId',
  names: { one: 'ApiKey', many: 'ApiKeys' },
  words: { one: 'an API key', many: 'API keys' },
  tag: 'API keys',
  actions: { read: 'api_keys:read', write: 'api_keys:write' },
  entity: ApiKey,
  create: ApiKeyCreate,
  patch: ApiKeyPatch,
  query: {},
  sort: ['name', 'createdAt', 'updatedAt'],
  defaultSort: 'name',
});

export const apiKeys = {
  ...plainApiKeys,
  // The key is in the answer, so the answer is not kept to be repeated: no idempotency key.
  create: operation({
    ...plainApiKeys.create,
    summary: 'Make an API key',
    description: 'The answer holds the key, this once. Nobody can give a scope that they do not have themselves, on all rows.',
    stepUp: true,
    idempotency: 'once',
    answer: ApiKeyCreated,
    problems: ['already_exists'],
  }),
  get: operation({ ...plainApiKeys.get, alwaysFresh: true }),
  change: operation({
    ...plainApiKeys.change,
    description:
      'Other scopes, another end, or `revoked: true`, count at once on this instance and within two seconds on others.',
    stepUp: true,
  }),
  delete: operation({ ...plainApiKeys.delete, stepUp: true }),
};

const plainWebhooks = resource({
  collection: 'webhooks',
  param: 'webhookId',
  names: { one: 'Webhook', many: 'Webhooks' },
  words: { one: 'a webhook', many: 'webhooks' },
  tag: 'webhooks',
  actions: { read: 'webhooks:read', write: 'webhooks:write' },
  entity: Webhook,
  create: WebhookCreate,
  patch: WebhookPatch,
  query: { enabled: flag('Only those that are (not) switched on.').optional() },
  sort: ['url', 'createdAt', 'updatedAt'],
  defaultSort: 'url',
});

export const webhooks = {
  ...plainWebhooks,
  // The secret is in the answer, so the answer is not kept to be repeated: no idempotency key.
  create: operation({
    ...plainWebhooks.create,
    description:
      'The answer holds the secret that messages are signed with, this once. What is sent is narrowed to what you may read yourself.',
    stepUp: true,
    idempotency: 'once',
    answer: WebhookCreated,
    problems: ['already_exists', 'not_configured'],
  }),
  change: operation({
    ...plainWebhooks.change,
    description: 'Whoever changes the address or the event types is from then on the one whose rights decide what is sent.',
    stepUp: true,
  }),
  delete: operation({ ...plainWebhooks.delete, description: 'Its deliveries are removed with it.', stepUp: true }),
};
