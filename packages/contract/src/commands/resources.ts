import { z } from 'zod';
import {
  ApiKey,
  CertificationRecord,
  Crew,
  Day,
  Dependency,
  Equipment,
  Instant,
  Series,
  SeriesJob,
  View,
  Webhook,
} from '../entities/index.ts';

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

export const WebhookCreate = Webhook.omit({
  ...readOnly,
  disabledReason: true,
  publicKey: true,
  secretRotatedAt: true,
  sinceSeq: true,
})
  .partial()
  .required({ url: true })
  .meta({ id: 'WebhookCreate' });
export const WebhookPatch = WebhookCreate.omit({ ...unsettable, signature: true })
  .partial()
  .meta({ id: 'WebhookPatch' });

/** A rule before it is saved: the next days it gives. */
export const SeriesPreview = z
  .object({
    rule: Series.shape.rule,
    startsOn: Series.shape.startsOn,
    timeZone: Series.shape.timeZone.optional(),
    skippedDays: Series.shape.skippedDays.optional(),
    windowStartsAtTime: SeriesJob.shape.windowStartsAtTime.optional(),
    windowEndsAtTime: SeriesJob.shape.windowEndsAtTime.optional(),
    /** First day to look at; standard: today. */
    from: Day.optional(),
    count: z.int().min(1).max(100).default(10),
  })
  .meta({ id: 'SeriesPreview', description: 'A rule before it is saved.' });
export type SeriesPreview = z.input<typeof SeriesPreview>;

export const SeriesPreviewResult = z
  .object({
    items: z.array(z.object({ day: Day, windowStartsAt: Instant, windowEndsAt: Instant })),
  })
  .meta({ id: 'SeriesPreviewResult', description: 'Days a rule gives, with the promised start of each.' });
export type SeriesPreviewResult = z.infer<typeof SeriesPreviewResult>;
