import type { Skill } from '@dispatchkit/contract';
import type { Priority } from '@dispatchkit/contract/words';

/** A kind of request, as a dispatcher would write it down. */
export interface RequestKind {
  readonly title: string;
  /** How many of 10,000 cases are of this kind and can be dispatched. */
  readonly cases: number;
  readonly type: string;
  readonly skill: Skill;
  readonly durationMinutes: number;
  readonly priority: Priority;
  /** Where: at a street corner, at a house, or in a flat of the housing authority. */
  readonly place: 'corner' | 'house' | 'flat';
  readonly customer: 'sewer' | 'housing' | 'post' | 'shelters' | 'streets' | 'resident';
}

const kind = (
  title: string,
  cases: number,
  type: string,
  skill: string,
  durationMinutes: number,
  priority: Priority,
  place: RequestKind['place'],
  customer: RequestKind['customer'],
): RequestKind => {
  const [key = '', level] = skill.split(':');
  return {
    title,
    cases,
    type,
    skill: level ? { key, level: Number(level) } : { key },
    durationMinutes,
    priority,
    place,
    customer,
  };
};

/**
 * Kinds and their shares, measured on "San Francisco 311 Cases" (DataSF, public domain): complaint type and descriptor of the cases
 * with a position, counted in an extract of 10,000. Durations, skills and priorities are ours.
 */
export const requestKinds: readonly RequestKind[] = [
  kind('Flooding · On street', 1885, 'service_call', 'sewer:1', 60, 'normal', 'corner', 'sewer'),
  kind('Flooding · On property', 583, 'service_call', 'sewer:2', 75, 'high', 'house', 'resident'),
  kind('Odor · From catch basin', 123, 'service_call', 'sewer:1', 35, 'normal', 'corner', 'sewer'),
  kind('Odor · From side sewer vent', 90, 'inspection', 'sewer:2', 45, 'normal', 'house', 'resident'),
  kind('Odor · From manhole cover', 150, 'service_call', 'sewer:1', 30, 'low', 'corner', 'sewer'),
  kind('Glazier · Routine', 454, 'repair', 'glazing:1', 60, 'normal', 'flat', 'housing'),
  kind('Glazier · Urgent', 84, 'repair', 'glazing:1', 60, 'high', 'flat', 'housing'),
  kind('Glazier · Emergency', 39, 'emergency', 'glazing:2', 75, 'urgent', 'flat', 'housing'),
  kind('Laborer · Routine', 234, 'maintenance', 'repairs', 60, 'normal', 'flat', 'housing'),
  kind('Laborer · Preventive', 190, 'maintenance', 'repairs', 45, 'low', 'flat', 'housing'),
  kind('Laborer · Urgent', 80, 'repair', 'repairs', 60, 'urgent', 'flat', 'housing'),
  kind('Graffiti · Mailbox', 358, 'maintenance', 'cleaning', 30, 'low', 'corner', 'post'),
  kind('Graffiti · Transit shelter', 243, 'maintenance', 'cleaning', 30, 'normal', 'corner', 'shelters'),
  kind('Graffiti · Building', 219, 'maintenance', 'cleaning', 45, 'normal', 'house', 'resident'),
  kind('Garbage · Transit shelter', 144, 'maintenance', 'cleaning', 30, 'normal', 'corner', 'shelters'),
  kind('Sign · Replace', 48, 'repair', 'streets', 40, 'normal', 'corner', 'streets'),
  kind('Street defect · Pothole', 26, 'repair', 'streets', 50, 'high', 'corner', 'streets'),
  kind('Trees · Fallen branch', 25, 'service_call', 'trees', 60, 'high', 'corner', 'streets'),
];

/** Cases by the hour they were reported, 0–23, in the same extract. */
export const casesByHour: readonly number[] = [
  93, 58, 48, 48, 62, 79, 171, 413, 682, 816, 758, 814, 693, 738, 699, 722, 675, 579, 515, 384, 338, 263, 191, 161,
];

/** Where requests come in, with cases in the same extract. */
export const casesBySource: readonly (readonly [source: string, cases: number])[] = [
  ['phone', 4865],
  ['web', 4148],
  ['app', 839],
  ['twitter', 90],
  ['agency', 52],
];

/** What people write, by the first word of the kind. */
export const remarks: Readonly<Record<string, readonly string[]>> = {
  Flooding: [
    'Water comes up through the catch basin when it rains.',
    'Curb inlet is blocked with leaves, water over the sidewalk.',
    'Garage entrance under water. Caller asks for a call before arrival.',
    'Standing water at the crosswalk, about 10 cm.',
  ],
  Odor: [
    'Strong smell since yesterday evening.',
    'Smell of sewer gas near the entrance.',
    'Smell comes and goes, worst in the morning.',
  ],
  Glazier: ['Bedroom window cracked.', 'Living room pane broken, boarded up for now.', 'Window does not close, lock is broken.'],
  Laborer: [
    'Unit to be cleared before the new tenant moves in.',
    'Hallway handrail loose.',
    'Common room: move furniture for floor work.',
  ],
  Graffiti: ['Tag on two sides.', 'Paint pen, about one metre wide.', 'Has been cleaned before, anti-graffiti coating.'],
  Garbage: ['Overflowing since the weekend.', 'Broken glass next to the bin.'],
  Sign: ['Post bent after a collision.', 'Sign faded, cannot be read at night.'],
  Street: ['About 60 cm wide, cars swerve.', 'In the bicycle lane.'],
  Trees: ['Branch blocks the sidewalk.', 'Branch hangs on the wires, utility informed.'],
};
