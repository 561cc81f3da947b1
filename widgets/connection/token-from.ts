/**
 * Asks the page's own server for a token: POST with cookies, so the session decides who it is for. Answers `{ "token": "…" }`.
 * Throws when the server refuses; nothing of the answer is put into the message.
 */
export async function tokenFrom(url: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`The token address answered ${response.status}`);
  const body: unknown = await response.json();
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
  if (typeof token !== 'string' || token === '') throw new Error('The token address did not answer { "token": "…" }');
  return token;
}
