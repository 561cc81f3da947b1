import { addresses } from './addresses.ts';
import { concurrency } from './concurrency.ts';
import { files } from './files.ts';
import { heads } from './heads.ts';
import { hosts } from './hosts.ts';
import { life } from './life.ts';
import { live, silence } from './live.ts';
import { observed } from './observed.ts';
import { operations } from './operations.ts';
import { pages } from './pages.ts';
import type { Part } from './part.ts';
import { rules } from './rules.ts';
import { text } from './text.ts';
import { tokens } from './tokens.ts';
import { webhooks } from './webhooks.ts';
import { wire } from './wire.ts';

/** In this order: from what everything else needs to what takes the connector down. */
export const suite: readonly Part[] = [
  silence,
  wire,
  heads,
  operations,
  tokens,
  text,
  files,
  concurrency,
  pages,
  addresses,
  rules,
  observed,
  webhooks,
  hosts,
  live,
  life,
];
