import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from '../app-type.ts';
import { refuse } from '../problem.ts';

/** Characters of an address with its query: five hundred ids fit. */
const maxAddressLength = 24 * 1024;
/** Characters of all header fields together: names and values. */
const maxHeaderLength = 16 * 1024;
/** Bytes that a server has to take before it refuses by itself, so that what is told is told here. */
export const maxHeadBytes = 64 * 1024;

/** Refuses what runtimes would refuse each in its own way, if they let it through. */
export const refuseLongHead: MiddlewareHandler<HttpEnv> = async ({ req: { raw: request } }, next) => {
  if (request.url.length > maxAddressLength) {
    throw refuse('address_too_long', {
      detail: `The address is longer than ${maxAddressLength / 1024} KB.`,
      hint: 'Ask for less at a time: fewer ids, a shorter filter.',
    });
  }
  let length = 0;
  for (const [name, value] of request.headers) length += name.length + value.length;
  if (length > maxHeaderLength) throw headersTooLarge(`The headers are larger than ${maxHeaderLength / 1024} KB.`);
  await next();
};

export function headersTooLarge(detail: string) {
  return refuse('headers_too_large', {
    detail,
    hint: 'Send fewer and shorter ones: often it is cookies, which are not read here, or a token with too many claims.',
  });
}
