import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems hand out: a server that is away finds its port free again when it comes back, whatever was opened meanwhile. */
const first = 20_000;
const last = 29_999;

/** A port of 127.0.0.1 that nobody listens on now; for servers whose address others must know before they start. */
export async function freePort(): Promise<number> {
  for (let tries = 100; tries > 0; tries -= 1) {
    const port = randomInt(first, last + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${first} to ${last} seems to be free.`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
