import { uuidv7 } from 'uuidv7';

/**
 * Names a request in logs, events and problems. A caller may bring its own in `X-Request-Id` (1–64 of `A–Z a–z 0–9 _ - .`),
 * which lets it recognise its own changes in the live feed.
 */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given !== null && /^[A-Za-z0-9_.-]{1,64}$/.test(given) ? given : uuidv7();
}
