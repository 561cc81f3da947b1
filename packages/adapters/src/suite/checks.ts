import { completenessChecks } from './checks/completeness.ts';
import { hostileChecks } from './checks/hostile.ts';
import { readingChecks } from './checks/reading.ts';
import { scenarioChecks } from './checks/scenarios.ts';
import { troubleChecks } from './checks/troubles.ts';
import { valueChecks } from './checks/values.ts';
import type { SuiteCheck, SuiteSubject } from './subject.ts';

/** Everything a preset has to do, in the order in which it is best understood. */
export function checksOf(subject: SuiteSubject): SuiteCheck[] {
  return [
    ...completenessChecks(subject),
    ...readingChecks(subject),
    ...scenarioChecks(subject),
    ...valueChecks(subject),
    ...troubleChecks(subject),
    ...hostileChecks(subject),
  ];
}
