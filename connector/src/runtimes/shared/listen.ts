import type { Connector } from '../../app.ts';

/** Where to listen, as configured. Port 0 takes a free one. */
export interface ListenAt {
  readonly host: string;
  readonly port: number;
}

/** A socket that hands requests to a connector. */
export interface Listener {
  /** The port that was taken. */
  readonly port: number;
  /** Takes no more connections, and resolves when the requests that are running have been answered. */
  finish(): Promise<void>;
  /** Cuts what is still running, so that `finish` resolves. */
  cut(): void;
}

/** What each runtime has of its own. @throws whatever the runtime throws when it cannot listen there */
export type Listen = (fetch: Connector['fetch'], at: ListenAt) => Listener | Promise<Listener>;

export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/** What a runtime said about a socket, as something its owner can act on. */
export function listenError(error: unknown, { host, port }: ListenAt): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} on ${host} is taken by another program. Stop that program, or choose another port, for example PORT=${port + 1}.`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(`Port ${port} may not be used by this account. Choose one from 1024, for example PORT=8787.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`${host} is not an address of this machine. Set HOST=127.0.0.1, or HOST=0.0.0.0 for all addresses.`, {
        cause: error,
      });
    default:
      return error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
