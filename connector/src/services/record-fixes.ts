import type { Fix, LivePosition } from '@dispatchkit/contract';
import { allow, isLimited } from './access.ts';
import type { ActorContext } from './actor.ts';
import { ProblemError } from './errors.ts';
import { readWithinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';

/** A fix from farther ahead than this is a wrong clock, and would hide all later ones. */
const maxAheadMs = 5 * 60_000;

/** A fix that was not taken: where it stands in the list, and why. */
export interface PassedOver {
  readonly index: number;
  readonly reason: 'unknown_technician' | 'future' | 'no_position' | 'older';
}

export interface FixesRecorded {
  /** Technicians whose position is a newer one now. */
  readonly accepted: number;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Keeps each technician's latest position and tells the feeds. Neither a version nor an event: positions are live, not history.
 * Fixes that are older than what is known, from the future, at 0,0 or of nobody are passed over and named, never refused: a device sends
 * what it has. Of a trail only the last one counts, and those before it are not named.
 * @throws ProblemError `not_allowed` when a technician sends somebody else's
 */
export async function recordFixes(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  fixes: readonly Fix[],
): Promise<FixesRecorded> {
  const grant = allow(actor, 'fixes:write');
  if (grant === 'own' && fixes.some((fix) => fix.technicianId !== actor.technicianId)) {
    throw new ProblemError('not_allowed', 'A technician may send own fixes only.', { hint: 'Send your own technicianId.' });
  }
  const { latest, unusable } = latestOf(fixes, clock.now() + maxAheadMs);
  const technicians = readWithinReach(store.read(actor.tenant), actor);
  const unknownOf = async (ids: readonly string[]) => {
    if (ids.length === 0) return [];
    const known = new Set((await technicians.getMany('technicians', ids)).map(({ id }) => id));
    return ids.filter((id) => !known.has(id));
  };
  const hidden = new Set(isLimited(actor) ? await unknownOf([...latest.keys()]) : []);
  const sent = new Map([...latest].flatMap(([id, { position }]) => (hidden.has(id) ? [] : [[id, position]])));
  const moved = new Set(sent.size === 0 ? [] : await store.recordPositions(actor.tenant, sent));
  // Looked up only where something was left, which a device that moves never sees.
  const left = [...sent.keys()].filter((id) => !moved.has(id));
  const unknown = new Set([...hidden, ...(await unknownOf(left))]);
  const untaken = [...hidden, ...left].map(
    (id): PassedOver => ({ index: latest.get(id)?.index ?? 0, reason: unknown.has(id) ? 'unknown_technician' : 'older' }),
  );
  return { accepted: moved.size, passedOver: [...unusable, ...untaken].sort((a, b) => a.index - b.index) };
}

interface Latest {
  readonly index: number;
  readonly position: LivePosition;
}

/** The latest fix of each technician, and what can be no position of anybody. */
function latestOf(fixes: readonly Fix[], latestMs: number) {
  const latest = new Map<string, Latest>();
  const unusable: PassedOver[] = [];
  for (const [index, { technicianId, latitude, longitude, accuracyMeters, headingDegrees, at }] of fixes.entries()) {
    const ms = Date.parse(at);
    if (latitude === 0 && longitude === 0) unusable.push({ index, reason: 'no_position' });
    else if (ms > latestMs) unusable.push({ index, reason: 'future' });
    else {
      const position = { latitude, longitude, accuracyMeters, headingDegrees, at: new Date(ms).toISOString() };
      const known = latest.get(technicianId);
      if (!known || known.position.at < position.at) latest.set(technicianId, { index, position });
    }
  }
  return { latest, unusable };
}
