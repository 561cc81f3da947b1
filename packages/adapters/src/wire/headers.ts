import { HostError } from '../host.ts';

/** Sets headers. @throws HostError `invalid`, without the value, where a runtime would name it */
export function setHeaders(headers: Headers, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    try {
      headers.set(name, value);
    } catch {
      throw new HostError('invalid', `The header “${name}” would hold signs that a header may not have.`);
    }
  }
}
