import { ExpectedRecords, HostFixture, type HostManifest } from '@dispatchkit/contract/manifest';
import { type ManifestFault, mostFaults } from './fault.ts';
import { assignmentsInJobs, resourcesOf } from './resources.ts';
import { issueFaults } from './schema-faults.ts';
import { largestFixture, readSource } from './source.ts';

/** What lies beside a manifest. Paths are relative to its folder: `README.md`, `fixtures/list-jobs.json`. */
export type ManifestFolder = Readonly<Record<string, string>>;

/** Documentation and fixtures that are missing, or that do not say what they have to. */
export function folderFaults(manifest: HostManifest, folder: ManifestFolder, directory: string): ManifestFault[] {
  const at = (file: string) => `${directory}${file}`;
  const readme = folder['README.md'];
  const fixtures = Object.keys(folder).filter((file) => /^fixtures\/[^/]+\.json$/.test(file));
  return [
    ...(readme === undefined
      ? [
          about(
            at('README.md'),
            'warning',
            'no such file',
            'a table of what maps to what, limits, how to make credentials',
            'The folders of shipped manifests have one to look at.',
          ),
        ]
      : readmeFaults(manifest, readme, at('README.md'))),
    ...(fixtures.length === 0
      ? [
          about(
            at('fixtures'),
            'warning',
            'no fixtures',
            'answers of the host, with date and source',
            'With them its checks run without the host.',
          ),
        ]
      : []),
    ...fixtures.flatMap((file) =>
      fixtureFaults(folder[file] ?? '', at(file), file === 'fixtures/expected.json' ? ExpectedRecords : HostFixture),
    ),
    ...(fixtures.length > 0 ? expectedFaults(manifest, folder['fixtures/expected.json'], at('fixtures/expected.json')) : []),
  ];
}

function readmeFaults(manifest: HostManifest, readme: string, file: string): ManifestFault[] {
  const words = new Set(readme.match(/[A-Za-z][\w.-]*\w/g)?.flatMap(withTails));
  const kinds = resourcesOf(manifest);
  const undocumented = kinds.flatMap(({ kind, resource }) =>
    Object.keys(resource.fields)
      .filter((field) => !words.has(field))
      .map((field) => `${kind}.${field}`),
  );
  const settings = Object.keys(manifest.settings).filter((name) => !words.has(name));
  return [
    ...(undocumented.length > 0
      ? [
          about(
            file,
            'warning',
            `nothing about ${undocumented.join(', ')}`,
            'every mapped field in its table',
            'Name what each comes from.',
          ),
        ]
      : []),
    ...(settings.length > 0
      ? [
          about(
            file,
            'warning',
            `nothing about the settings ${settings.join(', ')}`,
            'how to come by them',
            'An operator has to fill them in.',
          ),
        ]
      : []),
  ];
}

/** `jobs.status` speaks of `status`, too. */
function withTails(word: string): string[] {
  const parts = word.split('.');
  return parts.map((_, from) => parts.slice(from).join('.'));
}

function fixtureFaults(text: string, file: string, schema: typeof HostFixture | typeof ExpectedRecords): ManifestFault[] {
  const source = readSource(text, file, largestFixture);
  if (source.faults.length > 0) return source.faults.slice(0, mostFaults);
  const parsed = schema.safeParse(source.value);
  return parsed.success ? [] : issueFaults(parsed.error.issues, source.value).slice(0, mostFaults).map(source.place);
}

const noExpected = 'Without them nobody checks what the fixtures become.';

function expectedFaults(manifest: HostManifest, text: string | undefined, file: string): ManifestFault[] {
  if (text === undefined)
    return [about(file, 'warning', 'no such file', 'by kind, the records that have to come out', noExpected)];
  const expected = ExpectedRecords.safeParse(readSource(text, file, largestFixture).value);
  if (!expected.success) return [];
  const kinds = [
    ...resourcesOf(manifest).map(({ kind }) => kind),
    ...(assignmentsInJobs(manifest) ? ['assignments' as const] : []),
  ];
  return kinds
    .filter((kind) => expected.data.records[kind] === undefined)
    .map((kind) => about(file, 'warning', `nothing of ${kind}`, 'records of every kind the manifest maps', noExpected));
}

function about(file: string, severity: ManifestFault['severity'], found: string, expected: string, hint: string): ManifestFault {
  return { severity, file, line: null, pointer: '', found, expected, hint };
}
