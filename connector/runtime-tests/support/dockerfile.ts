import { spawn, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, matchesGlob, relative } from 'node:path';
import process from 'node:process';

/** One instruction of a Dockerfile, such as `COPY --from=build /a /b`. */
interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** What a Dockerfile comes to: the last stage, as a folder. */
export interface Image {
  /** Its file system; `/app` of the container is `app` in here. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly from: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly port: string;
  readonly volume: string;
}

interface Stage {
  readonly root: string;
  readonly from: string;
  workdir: string;
  readonly environment: Record<string, string>;
  readonly last: Map<string, string>;
}

/**
 * Does what a Dockerfile says without Docker: each stage is a folder, its absolute paths lie in there, and RUN runs for real. For
 * Dockerfiles that need nothing of their base image but Node.
 * @throws Error with what was said, when a step fails
 */
export async function buildImage(dockerfile: string, folder: string): Promise<Image> {
  const context = dirname(dockerfile);
  const instructions = parse(await readFile(dockerfile, 'utf8'));
  const ignored = (await readFile(join(context, '.dockerignore'), 'utf8')).split('\n').filter((line) => line !== '');
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const { name, text } of instructions) {
    if (name === 'FROM') {
      const [from = '', as = 'final'] = text.split(/\s+as\s+/i);
      stage = { root: join(folder, as), from, workdir: '/', environment: {}, last: new Map() };
      await mkdir(stage.root, { recursive: true });
      stages.set(as, stage);
      continue;
    }
    if (stage === undefined) throw new Error(`${name} comes before FROM`);
    await apply(name, text, stage, { stages, context, ignored });
  }
  if (stage === undefined) throw new Error('There is no stage.');
  const list = (name: string) => JSON.parse(inside(stage, stage.last.get(name) ?? '[]')) as string[];
  return {
    root: stage.root,
    workdir: join(stage.root, stage.workdir),
    environment: Object.fromEntries(Object.entries(stage.environment).map(([name, value]) => [name, inside(stage, value)])),
    from: stage.from,
    command: list('CMD'),
    healthcheck: JSON.parse((stage.last.get('HEALTHCHECK') ?? '').replace(/^CMD\s+/, '')) as string[],
    port: stage.last.get('EXPOSE') ?? '',
    volume: stage.last.get('VOLUME') ?? '',
  };
}

function parse(text: string): Instruction[] {
  return text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ name: line.slice(0, line.indexOf(' ')), text: line.slice(line.indexOf(' ') + 1).trim() }));
}

async function apply(
  name: string,
  text: string,
  stage: Stage,
  { stages, context, ignored }: { stages: Map<string, Stage>; context: string; ignored: readonly string[] },
): Promise<void> {
  switch (name) {
    case 'WORKDIR':
      stage.workdir = text;
      await mkdir(join(stage.root, text), { recursive: true });
      return;
    case 'ENV': {
      const at = text.indexOf('=');
      stage.environment[text.slice(0, at)] = text.slice(at + 1);
      return;
    }
    case 'COPY': {
      const [first = '', ...rest] = text.split(/\s+/);
      const other = stages.get(/^--from=(\w+)$/.exec(first)?.[1] ?? '');
      const [source = '', target = ''] = other ? rest : [first, ...rest];
      const from = join(other?.root ?? context, source);
      const isKept = (path: string) => other !== undefined || !isIgnored(relative(context, path), ignored);
      const to = join(stage.root, stage.workdir, target);
      await cp(from, to, { recursive: true, filter: isKept, verbatimSymlinks: true });
      if (other === undefined && source === '.') {
        // Of workspaces too: what they need in another version than the rest lies there.
        for (const folder of globSync('{.,connector,widgets,storybook,packages/*,examples/*}/node_modules', { cwd: context }))
          copyPackages(join(context, folder), join(to, folder));
      }
      return;
    }
    case 'RUN':
      return run(text, stage);
    case 'CMD':
    case 'HEALTHCHECK':
    case 'EXPOSE':
    case 'VOLUME':
    case 'USER':
      stage.last.set(name, text);
      return;
    default:
      throw new Error(`${name} is not understood here`);
  }
}

/** The packages of the lockfile are here already; Docker would have them in a layer of its cache, too. As links where that goes. */
function copyPackages(from: string, to: string): void {
  const copied = spawnSync('cp', ['-al', from, to]).status === 0 || spawnSync('cp', ['-a', from, to]).status === 0;
  if (!copied) throw new Error(`${from} cannot be copied.`);
}

function isIgnored(path: string, patterns: readonly string[]): boolean {
  return (
    path !== '' &&
    patterns.some((pattern) => matchesGlob(path, pattern) || matchesGlob(basename(path), pattern.replace('**/', '')))
  );
}

/** Absolute paths of the container, as paths of this machine. */
function inside({ root }: Stage, text: string): string {
  return text.replaceAll(/(^|[\s:="])\/(app|build|data)(?=[/\s"]|$)/g, `$1${root}/$2`);
}

async function run(text: string, stage: Stage): Promise<void> {
  // Only root may give files away; without root there is nobody to give them to.
  const command = process.getuid?.() === 0 ? text : text.replace(/\s*&& chown \S+ \S+/, '');
  const child = spawn('sh', ['-c', inside(stage, command)], {
    cwd: join(stage.root, stage.workdir),
    stdio: ['ignore', 'pipe', 'pipe'],
    // What npm has fetched before is good: the lockfile says what it must be.
    env: { ...bareEnvironment(), npm_config_prefer_offline: 'true', ...stage.environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (said) => {
      output += said;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`RUN ${text} ended with ${code}:\n${output.slice(-5_000)}`);
}

/** A container knows nothing of npm running outside of it; Node is that of these tests, as the base image has it. */
export function bareEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(npm_(?!config_)|DISPATCHKIT_|NODE_|PORT$|HOST$)/.test(name),
  ) as [string, string][];
  return { ...Object.fromEntries(kept), PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
}
