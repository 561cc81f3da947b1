import type { Job, Technician } from '@dispatchkit/contract';

/** Something a technician lacks for a job. */
export interface Missing {
  readonly kind: 'skill' | 'certification' | 'territory';
  /** Key of the skill, certification or territory. */
  readonly subject: string;
  /** Level asked for, when the job names one. */
  readonly neededLevel?: number;
  /** Level held, when the skill is there but too low. */
  readonly heldLevel?: number;
  /** Last valid day of a certification that has run out. */
  readonly expiredOn?: string;
}

export interface Qualification {
  readonly qualified: boolean;
  readonly missing: Missing[];
}

/**
 * Whether a technician may do a job on a day (`YYYY-MM-DD`, in the technician's zone), and what is missing.
 *
 * A skill without a level, asked for or held, means any level. A certification is valid through its last day.
 * A technician without territories works everywhere.
 */
export function qualification(
  job: Pick<Job, 'skills' | 'certifications' | 'territory'>,
  technician: Pick<Technician, 'skills' | 'certifications' | 'territories'>,
  atDay: string,
): Qualification {
  const missing: Missing[] = [];
  for (const skill of job.skills) {
    const held = heldLevel(technician, skill.key);
    if (held === undefined) missing.push({ kind: 'skill', subject: skill.key, neededLevel: skill.level });
    else if (skill.level !== undefined && held < skill.level) {
      missing.push({ kind: 'skill', subject: skill.key, neededLevel: skill.level, heldLevel: held });
    }
  }
  for (const key of job.certifications) {
    const lastDay = lastValidDay(technician, key);
    if (lastDay === undefined) missing.push({ kind: 'certification', subject: key });
    else if (lastDay !== null && lastDay < atDay) missing.push({ kind: 'certification', subject: key, expiredOn: lastDay });
  }
  if (job.territory !== null && technician.territories.length > 0 && !technician.territories.includes(job.territory)) {
    missing.push({ kind: 'territory', subject: job.territory });
  }
  return { qualified: missing.length === 0, missing };
}

/** Highest level held; infinite when it is held without a level. */
function heldLevel(technician: Pick<Technician, 'skills'>, key: string): number | undefined {
  let highest: number | undefined;
  for (const skill of technician.skills) {
    if (skill.key === key) highest = Math.max(highest ?? 0, skill.level ?? Number.POSITIVE_INFINITY);
  }
  return highest;
}

/** Latest of several; `null` never runs out, `undefined` not held. */
function lastValidDay(technician: Pick<Technician, 'certifications'>, key: string): string | null | undefined {
  let latest: string | null | undefined;
  for (const certification of technician.certifications) {
    if (certification.key !== key) continue;
    if (certification.expiresOn === null) return null;
    if (latest == null || certification.expiresOn > latest) latest = certification.expiresOn;
  }
  return latest;
}
