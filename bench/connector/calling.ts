// A busy morning as those see it who ask, in a process of its own: on a machine of two cores, whoever asks and the garbage they leave
// take what the server is measured by. Hence plain HTTP as well; the standard client costs more than the answers do.
import { Agent, request } from 'node:http';
import { randomFrom } from '../data.ts';
import { type Caller, type CallingAsk, callers } from './callers.ts';

const loadMs = 10_000;
/** The first calls find a server that has just started, and do not count. */
const warmUpMs = 3_000;

// Nobody is left to ask anything.
process.on('disconnect', () => process.exit());
process.on('message', async (message: CallingAsk) => process.send?.({ answer: await answer(message) }));
process.send?.({ answer: 'ready' });

function answer({ port, tokens }: CallingAsk): Promise<number[][]> {
  return Promise.all(callers.map((caller, i) => keepCalling(caller, port, tokens[i] ?? '')));
}

async function keepCalling(caller: Caller, port: number, token: string): Promise<number[]> {
  const times: number[] = [];
  const countsFrom = performance.now() + warmUpMs;
  const endsAt = countsFrom + loadMs;
  const agent = new Agent({ keepAlive: true });
  let next = 0;
  const one = async (_: unknown, who: number) => {
    // People do not ask in step: each of them waits now less and now more, between half and one and a half times as long.
    const random = randomFrom((who + 1) * caller.everyMs);
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
    await pause(random() * caller.everyMs);
    while (performance.now() < endsAt) {
      const { method, path, body } = caller.call(next++);
      const sent = body && Buffer.from(JSON.stringify(body));
      const startedAt = performance.now();
      const status = await statusOf({ agent, port, method, path, token, sent });
      if (status !== caller.expectedStatus) throw new Error(`${caller.name}: ${status}`);
      if (startedAt >= countsFrom) times.push(performance.now() - startedAt);
      await pause((0.5 + random()) * caller.everyMs - (performance.now() - startedAt));
    }
  };
  await Promise.all(Array.from({ length: caller.count }, one));
  agent.destroy();
  return times;
}

interface Question {
  readonly agent: Agent;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly sent: Buffer | undefined;
}

/** When the whole answer is there. */
function statusOf({ agent, port, method, path, token, sent }: Question): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    // As in the other steps, what is measured is not how quickly text is made smaller.
    const headers: Record<string, string | number> = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
    if (sent) Object.assign(headers, { 'content-type': 'application/json', 'content-length': sent.length });
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.on('end', () => resolve(response.statusCode));
      response.on('error', reject);
      response.resume();
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}
