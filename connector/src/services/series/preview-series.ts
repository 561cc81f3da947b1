import type { SeriesPreview, SeriesPreviewResult } from '@dispatchkit/contract';
import { addDays, dayOf } from '@dispatchkit/scheduling';
import { allow } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { invalid } from '../errors.ts';
import type { ServiceOptions } from '../service-options.ts';
import { daysOf, ruleFault, windowOn } from './series-days.ts';

/** Rules are followed for 50 years; nobody looks further. */
const reachDays = 366 * 50;

/** The next days of a rule, as they would become jobs. Nothing is written. @throws ProblemError `not_allowed`, `invalid` */
export async function previewSeries(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  {
    rule,
    startsOn,
    timeZone,
    skippedDays = [],
    windowStartsAtTime = null,
    windowEndsAtTime = null,
    from,
    count = 10,
  }: SeriesPreview,
): Promise<SeriesPreviewResult> {
  allow(actor, 'series:read');
  const zone = timeZone ?? (await store.read(actor.tenant).settings()).timeZone;
  const asked = { rule, startsOn, skippedDays, windowStartsAtTime, windowEndsAtTime };
  const fault = ruleFault(asked, zone);
  if (fault !== null) throw invalid('/rule', `${fault}.`);
  const first = from ?? dayOf(clock.now(), zone);
  const days = daysOf(asked, zone, first, addDays(first, reachDays), count);
  return {
    items: days.map((day) => {
      const { windowStartsAt, windowEndsAt } = windowOn(day, asked, zone);
      return { day, windowStartsAt, windowEndsAt };
    }),
  };
}
