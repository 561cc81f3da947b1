import { DispatchError } from './errors.ts';

/**
 * Where tokens come from: called for the first one and again whenever one is refused (`refresh` is then true).
 * Nothing, or an error, means signed out.
 */
export type GetToken = (request: { readonly refresh: boolean }) => Promise<string | null | undefined> | string | null | undefined;

/** The current token. However many ask at once, the host's function runs once. */
export class Tokens {
  readonly #getToken: GetToken | undefined;
  #current: string | undefined;
  #asking: Promise<string> | undefined;

  /** Without a function nothing is sent, for hosts that authenticate by other means. */
  constructor(getToken: GetToken | undefined) {
    this.#getToken = getToken;
  }

  /** @throws DispatchError `signed-out` */
  async current(): Promise<string | undefined> {
    if (!this.#getToken) return undefined;
    return this.#current ?? this.#ask(this.#getToken, false);
  }

  /** A token in place of one that was refused; the current one when somebody has renewed it meanwhile. `undefined` when there is no way to get one. */
  async renewed(refused: string | undefined): Promise<string | undefined> {
    if (!this.#getToken) return undefined;
    if (this.#current !== undefined && this.#current !== refused) return this.#current;
    this.#current = undefined;
    return this.#ask(this.#getToken, true);
  }

  #ask(getToken: GetToken, refresh: boolean): Promise<string> {
    this.#asking ??= this.#call(getToken, refresh).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #call(getToken: GetToken, refresh: boolean): Promise<string> {
    let token: string | null | undefined;
    try {
      token = await getToken({ refresh });
    } catch (cause) {
      throw new DispatchError('signed-out', 'No token could be had.', { cause });
    }
    if (!token) throw new DispatchError('signed-out', 'There is no token.');
    this.#current = token;
    return token;
  }
}
