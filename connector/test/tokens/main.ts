/**
 * Aims every malicious token at a connector and says how many were refused; with `DISPATCHKIT_SHARED`, checks the JSON Web Signature
 * vectors of Project Wycheproof too. Ends with status 1 when anything is not as it should be.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FakeTime } from '../fake-time.ts';
import { openTestConnector } from '../test-connector.ts';
import { type JwsVectors, jwsVectorsOf, outcomeOf } from './jws-vectors.ts';
import { tokenRange } from './malicious-tokens.ts';

await aimTokens();
if (process.env.DISPATCHKIT_SHARED) await checkVectors(process.env.DISPATCHKIT_SHARED);

async function aimTokens(): Promise<void> {
  const time = new FakeTime();
  const { auth, good, malicious } = await tokenRange(time.now());
  await using subject = await openTestConnector({ config: stringify({ auth, limits: { enabled: false } }), time });
  const statusOf = async (headers: readonly (readonly [string, string])[], query = '') => {
    const request = new Request(`http://127.0.0.1:8787/v1/jobs${query && `?${query}`}`);
    for (const [name, value] of headers) request.headers.append(name, value);
    return (await subject.connector.fetch(request)).status;
  };
  for (const token of good) expect((await statusOf([['authorization', `Bearer ${token}`]])) === 200, 'a good token was refused');
  let refused = 0;
  for (const { kind, name, headers, query } of malicious) {
    const status = await statusOf(headers, query);
    // Headers that are longer than any request needs are refused before anybody looks into them.
    if (status === 401 || (kind === 'size' && status === 431)) refused++;
    else expect(false, `${kind}: ${name} → ${status}`);
  }
  say(`${refused} of ${malicious.length} malicious tokens refused`);
}

async function checkVectors(shared: string): Promise<void> {
  const text = readFileSync(join(shared, 'data/vectors/wycheproof-json_web_signature_test.json'), 'utf8');
  const vectors = jwsVectorsOf(JSON.parse(text) as JwsVectors);
  let asExpected = 0;
  const deviations = new Map<string, number[]>();
  for (const vector of vectors) {
    const outcome = await outcomeOf(vector);
    if (outcome === vector.expected) asExpected++;
    else expect(false, `vector ${vector.id} ${vector.name}: ${outcome}`);
    if (vector.deviation) deviations.set(vector.deviation, [...(deviations.get(vector.deviation) ?? []), vector.id]);
  }
  say(`${asExpected} of ${vectors.length} JSON Web Signature vectors as expected`);
  for (const [why, ids] of deviations) say(`  refused though valid, because ${why}: ${ids.join(', ')}`);
}

function expect(holds: boolean, what: string): void {
  if (holds) return;
  process.exitCode = 1;
  say(`NOT AS IT SHOULD BE: ${what}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
