import type { Fix, LivePosition } from '@dispatchkit/contract';
import { allow, isLimited } from './access.ts';
import type { ActorContext } from './actor.ts';
import { ProblemError } from './errors.ts';
import { readWithinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';

/** A fix from farther ahead than this is a wrong clock, and would hide all later ones. */
const maxAheadMs = 5 * 60_000;

/**
 * Keeps each technician's latest position and tells the feeds. Neither a version nor an event: positions are live, not history.
 * Fixes that are older than what is known, from the future, or at 0,0 are passed over, never refused: a device sends what it has.
 * @throws ProblemError `not_allowed` when a technician sends somebody else's
 */
export async function recordFixes(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  fixes: readonly Fix[],
): Promise<{ readonly accepted: number }> {
  const grant = allow(actor, 'fixes:write');
  if (grant === 'own' && fixes.some((fix) => fix.technicianId !== actor.technicianId)) {
    throw new ProblemError('not_allowed', 'A technician may send own fixes only.', { hint: 'Send your own technicianId.' });
  }
  const latest = new Map<string, LivePosition>();
  const latestMs = clock.now() + maxAheadMs;
  for (const { technicianId, latitude, longitude, accuracyMeters, headingDegrees, at } of fixes) {
    const ms = Date.parse(at);
    if (ms > latestMs || (latitude === 0 && longitude === 0)) continue;
    const position = { latitude, longitude, accuracyMeters, headingDegrees, at: new Date(ms).toISOString() };
    const known = latest.get(technicianId);
    if (!known || known.at < position.at) latest.set(technicianId, position);
  }
  if (isLimited(actor)) {
    const seen = await readWithinReach(store.read(actor.tenant), actor).getMany('technicians', [...latest.keys()]);
    const ids = new Set(seen.map(({ id }) => id));
    for (const id of latest.keys()) if (!ids.has(id)) latest.delete(id);
  }
  if (latest.size === 0) return { accepted: 0 };
  const moved = await store.recordPositions(actor.tenant, latest);
  return { accepted: moved.length };
}
