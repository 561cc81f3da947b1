// `node scripts/keep-released-store.mjs <commit>`: keeps the store and services of a released commit as one file, so that the test
// of upgrades runs the real old program against the new schema. Run once per release that changes the schema; never edited.
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [commit] = process.argv.slice(2);
if (commit === undefined) {
  console.error('Name the commit that was released: node scripts/keep-released-store.mjs v0.1.0');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'dispatchkit-released-'));
try {
  const archive = execFileSync('git', ['archive', commit, 'connector', 'packages'], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const migrations = globSync('[0-9]*.ts', { cwd: join(folder, 'connector/src/stores/libsql/migrations') });
  const schemaVersion = migrations.sort().at(-1)?.slice(0, 4) ?? '';
  const outfile = join(root, 'connector/test/released/generated', `schema-${schemaVersion}.js`);
  await build({
    stdin: {
      resolveDir: join(folder, 'connector/src'),
      contents: `export { openLibsqlStore } from './stores/libsql/index.ts';
        export { openNativeDatabase } from './stores/libsql/db.native.ts';
        export { createServices, systemActor } from './services/index.ts';`,
    },
    bundle: true,
    minify: true,
    lineLimit: 120,
    format: 'esm',
    platform: 'node',
    charset: 'utf8',
    tsconfigRaw: {},
    // Ours as they were then; what is not ours as it is now.
    alias: Object.fromEntries(
      ['contract', 'scheduling'].map((name) => [`@dispatchkit/${name}`, join(folder, 'packages', name, 'src')]),
    ),
    external: ['@libsql/client', 'drizzle-orm', 'zod', 'uuidv7', 'temporal-polyfill'],
    banner: { js: '// Made by scripts/keep-released-store.mjs. Not to be edited.' },
    outfile,
  });
  console.log(outfile);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
