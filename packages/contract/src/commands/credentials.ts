import { z } from 'zod';
import { ApiKey, Id, Instant, line } from '../entities/index.ts';
import { roles } from '../words/index.ts';

/** A new API key: the only answer that ever holds the key itself. */
export const ApiKeyCreated = ApiKey.extend({
  key: z
    .string()
    .meta({ description: 'The key. Shown this once; only a hash of it is kept.', example: `dk_acme_01936f3e_${'0'.repeat(64)}` }),
}).meta({ id: 'ApiKeyCreated', description: 'A new API key, with the key itself.' });
export type ApiKeyCreated = z.infer<typeof ApiKeyCreated>;

/** Who a token is for, as the host knows them. */
const Subject = line(200)
  .min(1)
  .meta({ description: "Whom it is for: the host system's own id of the person. Shown in the history." });

const WebOrigin = z
  .string()
  .max(260)
  .regex(
    /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/,
    'Give an origin such as https://erp.example.com, without a path',
  );

/** A short-lived token for one person on a page of the host. */
export const EmbedTokenCreate = z
  .object({
    subject: Subject,
    name: line(120).min(1).optional().meta({ description: 'Shown in the history.' }),
    role: z.enum(roles).exclude(['customer']).meta({ description: 'Never more than whoever asks may do.' }),
    technicianId: Id.optional().meta({ description: 'Which technician the person is. Needed for the role `technician`.' }),
    territories: z
      .array(line(64).min(1))
      .max(200)
      .optional()
      .meta({ description: 'The only territories whose rows are seen. Left out: all.' }),
    expiresInMinutes: z.int().min(1).max(60).optional().meta({ description: 'How long it is good for. Minutes, standard 15.' }),
    origins: z
      .array(WebOrigin)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'The only web origins whose pages may use it. Left out: any that may call the API.' }),
  })
  .meta({ id: 'EmbedTokenCreate' });
export type EmbedTokenCreate = z.input<typeof EmbedTokenCreate>;

export const IssuedToken = z
  .object({
    token: z.string().meta({ description: 'To be sent as `Authorization: Bearer …`.' }),
    tokenId: z.string().meta({ description: 'Its `jti`, by which it can be revoked.' }),
    expiresAt: Instant,
  })
  .meta({ id: 'IssuedToken', description: 'A token signed by the connector. It is not kept.' });
export type IssuedToken = z.infer<typeof IssuedToken>;

/** A token by which a customer follows one job. */
export const CustomerLinkCreate = z
  .object({
    expiresInMinutes: z
      .int()
      .min(5)
      .max(525_600)
      .optional()
      .meta({ description: 'How long it is good for. Minutes, standard 10080 (a week); the installation may allow less.' }),
  })
  .meta({ id: 'CustomerLinkCreate' });
export type CustomerLinkCreate = z.input<typeof CustomerLinkCreate>;

/** Takes tokens back. */
export const TokenRevoke = z
  .object({
    tokenId: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The one token with this `jti`. Either this or `subject`.' }),
    subject: z.string().min(1).max(200).optional().meta({ description: 'All tokens of this `sub`.' }),
    before: Instant.optional().meta({ description: 'With `subject`: those issued up to then. Standard: now.' }),
  })
  .refine(({ tokenId, subject }) => (tokenId === undefined) !== (subject === undefined), 'Give either tokenId or subject')
  .refine(({ subject, before }) => before === undefined || subject !== undefined, {
    path: ['before'],
    error: 'Only with subject',
  })
  .meta({ id: 'TokenRevoke' });
export type TokenRevoke = z.infer<typeof TokenRevoke>;

export const TokenRevocation = z
  .object({
    kind: z.enum(['token', 'subject']),
    value: z.string().meta({ description: 'The `jti` or the `sub`.' }),
    before: Instant.nullable().meta({ description: 'With `subject`: tokens issued up to then are refused.' }),
    revokedAt: Instant,
    revokedBy: z.string().meta({ description: 'Id of who did it.' }),
    keptUntil: Instant.meta({ description: 'No token it is about lives longer, so it is forgotten then.' }),
  })
  .meta({ id: 'TokenRevocation', description: 'Tokens that are refused although they have not expired.' });
export type TokenRevocation = z.infer<typeof TokenRevocation>;

export const TokenRevocations = z
  .object({ items: z.array(TokenRevocation) })
  .meta({ id: 'TokenRevocations', description: 'What is revoked now, newest first.' });
