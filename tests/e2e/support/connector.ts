import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@dispatchkit/contract/words';

const command = fileURLToPath(new URL('../../../connector/bin/dispatchkit.js', import.meta.url));
const patienceMilliseconds = 60_000;
const configFile = 'dispatchkit.json';

export interface Person {
  readonly role: Role;
  readonly technicianId?: string;
}

export interface CallOptions {
  /** Who calls; an admin when left out. */
  readonly as?: Person;
  readonly body?: unknown;
  readonly ifMatch?: number;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export interface ConnectorOptions {
  /** Of `dispatchkit demo`, such as `--empty`. */
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Its configuration file, as an object. */
  readonly config?: object;
  /** The folder of another one that has been stopped: it begins with a copy of what that has left. */
  readonly from?: string;
}

/** A connector in a process of its own, on a free port, with a data directory of its own that goes away at the end. */
export class DemoConnector implements AsyncDisposable {
  readonly #folder: string;
  readonly #options: ConnectorOptions;
  readonly #tokens = new Map<string, string>();
  #process: ChildProcess | undefined;
  #address = '';
  #said = '';

  private constructor(folder: string, options: ConnectorOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  static async start(options: ConnectorOptions = {}): Promise<DemoConnector> {
    const connector = new DemoConnector(await mkdtemp(join(tmpdir(), 'dispatchkit-e2e-')), options);
    try {
      await connector.#prepare();
      await connector.#run('0');
      return connector;
    } catch (error) {
      await connector[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Such as `http://127.0.0.1:41234`, without a slash at the end. */
  get address(): string {
    return this.#address;
  }

  /** Everything it has printed since it was started last. */
  get said(): string {
    return this.#said;
  }

  /** Where it keeps its data. */
  get folder(): string {
    return this.#folder;
  }

  /** Ends it in order; its data stay until it is disposed of. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends it without any warning, as a crash or a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Starts it again on the same port and the same data. */
  async restart(): Promise<void> {
    await this.#run(new URL(this.#address).port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** A bearer token of the development issuer, good for an hour. */
  async token(person: Person): Promise<string> {
    const key = JSON.stringify(person);
    const known = this.#tokens.get(key);
    if (known) return known;
    const response = await fetch(`${this.#address}/dev/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: key,
    });
    if (!response.ok) throw new Error(`No token for ${key}: ${response.status} ${await response.text()}`);
    const { token } = (await response.json()) as { token: string };
    this.#tokens.set(key, token);
    return token;
  }

  /** Sends one request and gives whatever comes back. */
  async send<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const headers = new Headers({ authorization: `Bearer ${await this.token(options.as ?? { role: 'admin' })}` });
    headers.set('accept', 'application/json');
    if (options.body !== undefined) headers.set('content-type', 'application/json');
    if (options.ifMatch !== undefined) headers.set('if-match', `"v${options.ifMatch}"`);
    const response = await fetch(this.#address + path, {
      method,
      headers,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  /** As `send`, but a refusal is an error. */
  async call<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<T> {
    const { status, body } = await this.send<T>(method, path, options);
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async #prepare(): Promise<void> {
    const { config, from } = this.#options;
    if (from !== undefined) await cp(from, this.#folder, { recursive: true });
    if (config) await writeFile(join(this.#folder, configFile), JSON.stringify(config));
  }

  #run(port: string): Promise<void> {
    const { args = [], environment, config } = this.#options;
    const child = spawn(process.execPath, ['--conditions=dispatchkit-source', command, 'demo', '--port', port, ...args], {
      cwd: this.#folder,
      env: { ...ownEnvironment(), ...(config && { DISPATCHKIT_CONFIG: configFile }), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.#said = '';
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The connector is not ready:\n${this.#said}`)), patienceMilliseconds);
      const listen = (data: Buffer) => {
        this.#said += data.toString();
        const address = /^Ready: (\S+)\/$/m.exec(this.#said)?.[1];
        if (!address) return;
        this.#address = address;
        clearTimeout(timer);
        resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        reject(new Error(`The connector has ended (${code ?? signal}):\n${this.#said}`));
      });
    });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}

/** What this process was told about ports, files or tests is not for the connector. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const mine = /^(DISPATCHKIT_|NODE_TEST_|NODE_ENV$|PORT$|HOST$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)));
}
