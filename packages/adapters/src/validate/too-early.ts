import { type HostManifest, signedInNames } from '@dispatchkit/contract/manifest';
import { fault, type PlacedFault } from './fault.ts';
import type { Placeholder } from './template-faults.ts';

/** A placeholder that has no value yet when it is filled in: signing in comes first, then the bootstrap calls, one after the other. */
export function tooEarly({ path, shown, name, part }: Placeholder, { connection }: HostManifest): PlacedFault[] | undefined {
  const [, section, step] = path;
  if (path[0] !== 'connection') return undefined;
  if (section === 'auth' && isSigningIn(path)) {
    if (name === 'session')
      return [fault(path, shown, 'settings and secrets', 'There is no session before this call has been answered.')];
    if (name === 'context') return [fault(path, shown, 'settings and secrets', 'Bootstrap calls are made after signing in.')];
  }
  if (section !== 'context' || step === undefined) return undefined;
  if (!signedInNames.some((legal) => legal === name)) {
    const expected = `one of ${signedInNames.map((legal) => `\${${legal}…}`).join(', ')}`;
    return [fault(path, shown, expected, 'A bootstrap call is about no record.')];
  }
  const asked = Object.keys(connection.context);
  const needed = part?.split('.')[0] ?? '';
  if (name !== 'context' || !asked.includes(needed) || asked.indexOf(needed) < asked.indexOf(String(step))) return undefined;
  const hint =
    needed === step
      ? 'A call cannot wait for its own answer.'
      : `They are made in this order: put "${needed}" before "${String(step)}".`;
  return [fault(path, shown, 'the answer of a bootstrap call that is made before', hint)];
}

/** Everything that asks for a session or a token; what refreshes or ends one has it. */
function isSigningIn([, , step]: readonly PropertyKey[]): boolean {
  return ['call', 'tokenUrl', 'clientId', 'clientSecret', 'scope', 'parameters', 'refreshToken'].includes(String(step));
}
