/** A few calls of Tryton's JSON-RPC, for filling a test database and for looking at it past the connector. */
export class TrytonClient {
  readonly #url: string;
  #session = '';
  #context: Record<string, unknown> = {};

  /** @param url of the server, without the database */
  constructor(url: string, database: string) {
    this.#url = `${url}/${database}/`;
  }

  async signIn(user: string, password: string): Promise<void> {
    const [id, session] = (await this.#post('common.db.login', [user, { password }, 'en'])) as [number, string];
    this.#session = `Session ${Buffer.from(`${user}:${id}:${session}`).toString('base64')}`;
    await this.readContext();
  }

  /** Preferences of the user, among them the company, which every call needs. */
  async readContext(): Promise<void> {
    this.#context = (await this.#post('model.res.user.get_preferences', [true, {}])) as Record<string, unknown>;
  }

  call<T>(model: string, method: string, ...args: unknown[]): Promise<T> {
    return this.#post(`model.${model}.${method}`, [...args, this.#context]) as Promise<T>;
  }

  create(model: string, rows: readonly object[]): Promise<number[]> {
    return this.call(model, 'create', rows);
  }

  async first(model: string, domain: unknown[] = []): Promise<number> {
    const [id] = await this.call<number[]>(model, 'search', domain, 0, 1, null);
    if (id === undefined) throw new Error(`There is no ${model} like ${JSON.stringify(domain)}.`);
    return id;
  }

  async #post(method: string, params: unknown[]): Promise<unknown> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.#session && { authorization: this.#session }) },
      body: JSON.stringify({ id: 1, method, params }),
    });
    if (!response.ok) throw new Error(`${method}: ${response.status} ${(await response.text()).slice(0, 200)}`);
    const { result, error } = (await response.json()) as { result?: unknown; error?: unknown };
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }
}
