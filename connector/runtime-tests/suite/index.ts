import type { Part } from './part.ts';
import { wire } from './wire.ts';

/** In this order: from what everything else needs to what takes the connector down. */
export const suite: readonly Part[] = [wire];
