import type { RunningConnector, ServeOptions } from './shared/serve.ts';

/** Starts the connector on the runtime that this runs on: Deno, Bun or Node. @throws Error that says what to change */
export async function serve(options: ServeOptions): Promise<RunningConnector> {
  const runtime = await serverOf(globalThis);
  return runtime.serve(options);
}

function serverOf(there: object) {
  if ('Deno' in there) return import('./deno.ts');
  if ('Bun' in there) return import('./bun.ts');
  return import('./node.ts');
}
