import type { GetToken } from '../connection/index.ts';

interface Person {
  readonly role: 'dispatcher' | 'technician';
  readonly technicianId?: string;
}

/**
 * Tokens of the development issuer, which stands in for a company's own sign-in while one tries the product out.
 * The connector refuses it in production; a page there hands `getToken` its own function.
 */
export function developmentToken(person: Person): GetToken {
  return async () => {
    const response = await fetch(new URL('/dev/token', location.href), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(person),
    });
    if (!response.ok) throw new Error(`The development issuer answered ${response.status}`);
    const { token } = (await response.json()) as { token: string };
    return token;
  };
}
