import type { CheckResult, DispatchSource } from '@dispatchkit/client';
import type { Violation } from '@dispatchkit/contract';
import { violationText } from '../job-text.ts';
import type { Localizer } from '../localize.ts';
import { shared } from '../messages.ts';
import { asOne, commandOf, type Placement } from './placements.ts';

/** One line of what speaks for or against a placement. */
export interface Fact {
  readonly kind: 'ok' | 'broken' | 'note';
  readonly text: string;
}

export interface Judgement {
  readonly facts: readonly Fact[];
  readonly broken: number;
  /** It cannot be put there at all. */
  readonly isRefused: boolean;
}

const whoCodes: readonly Violation['code'][] = ['skill_missing', 'certification_expired', 'territory'];
const whenCodes: readonly Violation['code'][] = ['off_shift', 'time_off'];

/** What the rules say of each placement, as a person reads it: what fits, the drive, then what breaks, with numbers. */
export function judge(source: DispatchSource, localizer: Localizer, placements: readonly Placement[]): Judgement {
  if (!source.can(asOne(placements.map(commandOf)))) {
    return { facts: [{ kind: 'broken', text: localizer.text(shared, 'notAtHost') }], broken: 1, isRefused: true };
  }
  const carried = new Set(placements.map(({ assignmentId }) => assignmentId));
  const facts: Fact[] = [];
  let broken = 0;
  for (const placement of placements) {
    const result = source.check(commandOf(placement));
    // What moves together keeps its distance: only others can stand in the way.
    const violations =
      placements.length === 1
        ? result.violations
        : result.violations.filter((v) => !v.assignmentId || !carried.has(v.assignmentId));
    broken += violations.filter(({ severity }) => severity !== 'note').length;
    const lines =
      placements.length === 1
        ? factsOf(source, localizer, placement, { ...result, violations })
        : brokenOf(source, localizer, placement, violations);
    facts.push(...lines);
  }
  if (facts.length === 0) facts.push({ kind: 'ok', text: localizer.text(shared, 'nothingBroken') });
  return { facts, broken, isRefused: false };
}

function factsOf(
  source: DispatchSource,
  localizer: Localizer,
  placement: Placement,
  { violations, travel }: CheckResult,
): Fact[] {
  const breaks = (codes: readonly Violation['code'][]) => violations.some(({ code }) => codes.includes(code));
  const fits: string[] = [];
  if (!breaks(whoCodes)) fits.push(skillsText(source, localizer, placement.jobId));
  if (!breaks(whenCodes)) fits.push(localizer.text(shared, 'onShift'));
  const facts: Fact[] = fits.length > 0 ? [{ kind: 'ok', text: fits.join(localizer.text(shared, 'listComma')) }] : [];
  if (travel.minutes !== null) {
    const key = travel.quality === 'network' ? 'driveNetwork' : 'drive';
    const values = { duration: localizer.duration(travel.minutes), distance: localizer.distance(travel.distanceMeters ?? 0) };
    const text = key === 'drive' ? localizer.text(shared, 'drive', values) : localizer.text(shared, 'driveNetwork', values);
    facts.push({ kind: breaks(['travel_infeasible']) ? 'note' : 'ok', text });
  }
  return [...facts, ...violationFacts(source, localizer, violations)];
}

function brokenOf(source: DispatchSource, localizer: Localizer, placement: Placement, violations: readonly Violation[]): Fact[] {
  const title = source.tables.jobs.get(placement.jobId)?.title ?? localizer.text(shared, 'untitled');
  return violationFacts(
    source,
    localizer,
    violations.filter(({ severity }) => severity !== 'note'),
  ).map((fact) => ({
    ...fact,
    text: `${title}: ${fact.text}`,
  }));
}

function violationFacts(source: DispatchSource, localizer: Localizer, violations: readonly Violation[]): Fact[] {
  return violations
    .map(
      (violation): Fact => ({
        kind: violation.severity === 'note' ? 'note' : 'broken',
        text: violationText(localizer, violation, source),
      }),
    )
    .sort((a, b) => Number(a.kind === 'note') - Number(b.kind === 'note'));
}

/** `Sewer level 2`, or that nothing special is asked for. */
function skillsText(source: DispatchSource, localizer: Localizer, jobId: string): string {
  const skills = source.tables.jobs.get(jobId)?.skills ?? [];
  if (skills.length === 0) return localizer.text(shared, 'skillsFit');
  return skills
    .map(({ key, level }) => {
      const skill = source.settings?.labels[`skill.${key}`] ?? key.charAt(0).toLocaleUpperCase(localizer.tag) + key.slice(1);
      return level === undefined ? skill : localizer.text(shared, 'skillLevel', { skill, level });
    })
    .join(localizer.text(shared, 'listComma'));
}
