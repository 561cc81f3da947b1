// A connector in a process of its own, told what to do by messages.
import { parseConfig } from '../../connector/src/config/parse-config.ts';
import { silentLog } from '../../connector/src/ports/log.ts';
import { serve } from '../../connector/src/runtimes/node.ts';
import { systemActor } from '../../connector/src/services/index.ts';
import type { ServerAsk, ServerFigures } from './messages.ts';

const [folder = '', port = '0'] = process.argv.slice(2);
const text = JSON.stringify({ dataDirectory: folder, server: { port: Number(port) }, pages: { enabled: false } });
const { connector, address, stopped } = await serve({
  config: parseConfig({ file: 'bench', text }, {}),
  environment: {},
  log: silentLog,
});

// Whoever asks keeps the process alive; a server that has stopped has no more to say.
stopped.then(() => process.exit());
process.on('disconnect', () => process.exit());
process.on('message', async (message: ServerAsk) => process.send?.({ answer: await answer(message) }));
process.send?.({ answer: new URL(address).port });

async function answer(message: ServerAsk): Promise<unknown> {
  switch (message.ask) {
    case 'token':
      return connector.devIssuer?.issue({ tenant: message.tenant, role: message.role, ttlSeconds: 3600 });
    case 'seq':
      return connector.store.read(message.tenant).lastSeq();
    case 'seed':
      await connector.services.createJob(systemActor(message.tenant), { id: 'watched', title: 'Watched', durationMinutes: 30 });
      return connector.store.read(message.tenant).lastSeq();
    case 'flood':
      return flood(message.tenant, message.bytes);
    case 'figures':
      return figures();
  }
}

/** A shared view is what a tenant can make large at once. */
async function flood(tenant: string, bytes: number): Promise<number> {
  const actor = systemActor(tenant);
  const chunk = 'x'.repeat(50_000);
  const { id } = await connector.services.createRecord(actor, 'views', { name: 'Large', widget: 'bench' });
  // An event holds what a record was and what it is now.
  for (let sent = 0; sent < bytes; sent += 2 * chunk.length) {
    await connector.services.changeRecord(actor, 'views', id, { content: { chunk, sent } }, null);
    // Others are to be served meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return connector.store.read(tenant).lastSeq();
}

function figures(): ServerFigures {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed, streams: connector.streamCount };
}
