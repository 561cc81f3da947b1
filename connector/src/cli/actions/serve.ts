import process from 'node:process';
import { serve } from '../../runtimes/this-runtime.ts';
import { configWith } from '../database.ts';

export interface ServeCommandOptions {
  readonly port?: number;
  readonly host?: string;
  readonly database?: string;
  /** Only say whether the configuration is right. */
  readonly checkConfig?: boolean;
}

export async function runServe(options: ServeCommandOptions): Promise<void> {
  const config = await configWith(options);
  if (options.checkConfig) {
    process.stdout.write(`The configuration is right: ${process.env.DISPATCHKIT_CONFIG || 'standard settings'}\n`);
    return;
  }
  const running = await serve({ config });
  process.stdout.write(`Ready: ${running.address}\n`);
  if (running.watchAddress) process.stdout.write(`Figures: ${running.watchAddress}metrics\n`);
  await running.stopped;
}
