/**
 * Writes every generated file, or with `--check` tells which are out of date and ends non-zero.
 * Run: node --conditions=dispatchkit-source connector/src/generate/main.ts [--check]
 */
import { writeGenerated } from './write-generated.ts';

const outdated = await writeGenerated(process.argv.includes('--check'));
for (const path of outdated) console.error(`${path} is out of date: run "npm run generate" and commit it.`);
if (outdated.length > 0) process.exitCode = 1;
