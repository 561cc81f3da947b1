import { serve } from '../../runtimes/this-runtime.ts';
import { configWith } from '../database.ts';

export interface ServeCommandOptions {
  readonly port?: number;
  readonly host?: string;
  readonly database?: string;
}

export async function runServe(options: ServeCommandOptions): Promise<void> {
  const running = await serve({ config: await configWith(options) });
  process.stdout.write(`Ready: ${running.address}\n`);
  await running.stopped;
}
