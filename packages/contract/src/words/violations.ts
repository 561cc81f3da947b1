/** A rule of scheduling that a proposed assignment breaks. Codes never change meaning. */
export const violationCodes = [
  /** The technician lacks a skill the job asks for, or its level. */
  'skill_missing',
  /** The interval meets another assignment of the same technician. */
  'overlap',
  /** Some part lies outside the technician's shifts. */
  'off_shift',
  /** Some part lies inside time off. */
  'time_off',
  /** The technician cannot reach this job from the one before, or the next one from this. */
  'travel_infeasible',
  /** The work starts after the promised window closes, or before it opens. */
  'window_missed',
  /** The site lies outside the technician's territories. */
  'territory',
  /** The day holds more work and travel than the shift has minutes. */
  'over_capacity',
  /** Equipment the job needs is taken at that time. */
  'equipment_busy',
  /** It comes before a job it waits for is ready, or after one that waits for it begins; or another technician should do it. */
  'dependency_unmet',
  /** A certification the job asks for is missing or expires before the work ends. */
  'certification_expired',
  /** The job or the technician has no position, so travel could not be judged. */
  'position_unknown',
] as const;
export type ViolationCode = (typeof violationCodes)[number];

/**
 * `note` informs and never blocks (travel could not be judged); `warning` answers 409 unless overridden;
 * `forbidden` cannot be overridden.
 */
export type ViolationSeverity = 'note' | 'warning' | 'forbidden';
