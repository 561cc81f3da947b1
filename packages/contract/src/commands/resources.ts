import { z } from 'zod';
import { ApiKey, CertificationRecord, Crew, Dependency, Equipment, Series, SeriesJob, View, Webhook } from '../entities/index.ts';

const readOnly = { version: true, createdAt: true, updatedAt: true } as const;
const unsettable = { id: true } as const;

export const CrewCreate = Crew.omit(readOnly).partial().required({ name: true }).meta({ id: 'CrewCreate' });
export const CrewPatch = CrewCreate.omit(unsettable).partial().meta({ id: 'CrewPatch' });

export const EquipmentCreate = Equipment.omit(readOnly).partial().required({ name: true }).meta({ id: 'EquipmentCreate' });
export const EquipmentPatch = EquipmentCreate.omit(unsettable).partial().meta({ id: 'EquipmentPatch' });

export const CertificationCreate = CertificationRecord.omit(readOnly)
  .partial()
  .required({ technicianId: true, key: true })
  .meta({ id: 'CertificationCreate' });
export const CertificationPatch = CertificationCreate.omit({ ...unsettable, technicianId: true })
  .partial()
  .meta({ id: 'CertificationPatch' });

export const DependencyCreate = Dependency.omit(readOnly)
  .partial()
  .required({ jobId: true, dependsOnJobId: true })
  .meta({ id: 'DependencyCreate' });
export const DependencyPatch = DependencyCreate.omit({ ...unsettable, jobId: true, dependsOnJobId: true })
  .partial()
  .meta({ id: 'DependencyPatch' });

const SeriesJobCreate = SeriesJob.partial().required({ title: true }).meta({ id: 'SeriesJobCreate' });
export const SeriesCreate = Series.omit({ ...readOnly, generatedUntil: true })
  .extend({ job: SeriesJobCreate })
  .partial()
  .required({ name: true, rule: true, startsOn: true, job: true })
  .meta({ id: 'SeriesCreate' });
export const SeriesPatch = SeriesCreate.omit(unsettable)
  .extend({ job: SeriesJobCreate.partial().meta({ id: 'SeriesJobPatch' }) })
  .partial()
  .meta({ id: 'SeriesPatch' });

export const ViewCreate = View.omit(readOnly).partial().required({ name: true, widget: true }).meta({ id: 'ViewCreate' });
export const ViewPatch = ViewCreate.omit({ ...unsettable, ownerId: true })
  .partial()
  .meta({ id: 'ViewPatch' });

export const ApiKeyCreate = ApiKey.omit({ ...readOnly, prefix: true, revokedAt: true, lastUsedAt: true })
  .partial()
  .required({ name: true, scopes: true })
  .meta({ id: 'ApiKeyCreate' });
export const ApiKeyPatch = ApiKeyCreate.omit(unsettable)
  .partial()
  .extend({ revoked: z.literal(true).optional().meta({ description: 'Takes the key back, for good.' }) })
  .meta({ id: 'ApiKeyPatch' });

export const WebhookCreate = Webhook.omit({ ...readOnly, disabledReason: true })
  .partial()
  .required({ url: true })
  .meta({ id: 'WebhookCreate' });
export const WebhookPatch = WebhookCreate.omit(unsettable).partial().meta({ id: 'WebhookPatch' });
