import { results } from './results.ts';

/** Answers what the rules of time answer in a worker. */
export default { fetch: async () => Response.json(await results()) };
