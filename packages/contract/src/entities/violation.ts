import { z } from 'zod';
import { violationCodes } from '../words/index.ts';
import { Id, Instant } from './base.ts';

/**
 * A rule that a proposed assignment breaks, with the numbers a person needs to decide: widgets turn code and numbers into a
 * sentence in their language ("Arrives 11:42, window closes 11:00: 42 min late"), `detail` is the same in plain English.
 */
export const Violation = z
  .object({
    code: z.enum(violationCodes),
    severity: z.enum(['note', 'warning', 'forbidden']),
    detail: z.string(),
    /** The other assignment, when two are at odds. */
    assignmentId: Id.optional(),
    /** In its place, when the other one is an entry of the same refused batch and so has no id: JSON Pointer to that entry. */
    pointer: z.string().optional(),
    /** Missing skill or certification, territory, or equipment. */
    subject: z.string().optional(),
    neededLevel: z.int().optional(),
    /** How many minutes too much, too late or too little. */
    minutes: z.number().optional(),
    travelMinutes: z.number().optional(),
    distanceMeters: z.number().optional(),
    /** The instants compared: what would happen, and what the rule allows. */
    actualAt: Instant.optional(),
    limitAt: Instant.optional(),
    expiredOn: z.iso.date().optional(),
  })
  .meta({ id: 'Violation', description: 'A scheduling rule that is broken, with the numbers.' });
export type Violation = z.infer<typeof Violation>;
