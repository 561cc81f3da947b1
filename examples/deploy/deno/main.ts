/**
 * The connector on Deno Deploy, where there are no files: the database is on a server, and `DISPATCHKIT_CONFIG` holds the
 * configuration itself.
 */
import { openConnector } from '@dispatchkit/connector/workerd';

const connector = await openConnector(Deno.env.toObject());
Deno.serve((request, { remoteAddr }) => connector.fetch(request, { address: remoteAddr.hostname }));
Deno.cron('background work', '* * * * *', async () => {
  await connector.runDue();
});
