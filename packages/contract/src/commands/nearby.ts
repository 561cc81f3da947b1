import { z } from 'zod';
import { Job, Position, Technician } from '../entities/index.ts';

const distanceMeters = z.int().min(0).meta({ description: 'Great circle, metres.' });

/** Who and what is near a place, nearest first. A list that was not asked for is absent. */
export const Nearby = z
  .object({
    centre: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
    radiusMeters: z.int().min(1),
    technicians: z.array(z.object({ technician: Technician, distanceMeters })).optional(),
    jobs: z.array(z.object({ job: Job, position: Position.meta({ description: 'Of its site.' }), distanceMeters })).optional(),
  })
  .meta({ id: 'Nearby', description: 'Who and what is near a place, nearest first.' });
export type Nearby = z.infer<typeof Nearby>;
