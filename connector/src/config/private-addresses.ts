import { z } from 'zod';
import { isBlock } from '../egress/public-address.ts';

const hostOrBlock = z
  .string()
  .min(1)
  .max(253)
  .refine(
    (text) => isBlock(text) || /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(text),
    'Give a host name, an address, or a block such as 10.0.0.0/8',
  );

/** Host names, addresses and blocks that may be reached although they are not public. */
export const PrivateAddresses = z.array(hostOrBlock).max(200).default([]);
