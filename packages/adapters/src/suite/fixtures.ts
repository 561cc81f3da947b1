import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ExpectedRecords, HostFixture, HostManifest, type HostScenario } from '@dispatchkit/contract/manifest';

/** What stands in `fixtures/` of a preset. */
export interface HostFixtures {
  readonly expected: ExpectedRecords;
  /** By file name without `.json`. */
  readonly topics: Readonly<Record<string, HostFixture>>;
}

/** @throws Error that names the file, when one is missing or has another form. */
export function readFixtures(folder: string): HostFixtures {
  const topics: Record<string, HostFixture> = {};
  let expected: ExpectedRecords | undefined;
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.json')) continue;
    const json = parseFile(join(folder, file));
    if (file === 'expected.json') expected = form(ExpectedRecords.safeParse(json), file);
    else topics[basename(file, '.json')] = form(HostFixture.safeParse(json), file);
  }
  if (expected === undefined) throw new Error(`${join(folder, 'expected.json')} is missing`);
  return { expected, topics };
}

/** The manifest of a preset as it stands in its file; whether it is one is for the suite to say. */
export function readManifest(folder: string): HostManifest {
  return form(HostManifest.safeParse(parseFile(join(folder, 'manifest.json'))), 'manifest.json');
}

export interface NamedScenario extends HostScenario {
  readonly topic: string;
}

export function scenariosOf(fixtures: HostFixtures): readonly NamedScenario[] {
  return Object.entries(fixtures.topics).flatMap(([topic, fixture]) =>
    fixture.scenarios.map((scenario) => ({ ...scenario, topic })),
  );
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON`, { cause: error });
  }
}

type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
    };

function form<T>(parsed: Parsed<T>, file: string): T {
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `/${issue.path.map(String).join('/')}: ${issue.message}`);
  throw new Error(`${file} has another form than it should:\n${faults.join('\n')}`);
}
