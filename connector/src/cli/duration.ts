import { InvalidArgumentError } from 'commander';

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `90s`, `15m`, `8h`, `1d` → seconds. @throws InvalidArgumentError */
export function parseDuration(text: string): number {
  const match = /^(\d{1,6})\s*([smhd])$/.exec(text.trim());
  const amount = Number(match?.[1]);
  if (!match || amount === 0) throw new InvalidArgumentError('Give a number with a unit: 90s, 15m, 8h or 1d.');
  return amount * seconds[match[2] as keyof typeof seconds];
}

/** `0` to `65535`; 0 takes a free one. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('Give a number from 0 to 65535; 0 takes a free port.');
  return port;
}
