import type { DispatchSource } from '@dispatchkit/client';

/**
 * Whether anything says when people work: a shift that is loaded, or the tenant's working hours. Where nothing does, all work lies
 * outside of it. That is said once, with the cure; saying it of every job would hide what else is wrong.
 */
export function areHoursKnown({ settings, tables }: DispatchSource): boolean {
  return tables.shifts.size > 0 || Boolean(settings?.workingHours);
}
