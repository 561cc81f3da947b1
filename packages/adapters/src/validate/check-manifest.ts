import type { HostManifest } from '@dispatchkit/contract/manifest';
import { askingFaults } from './asking-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import { enumFaults } from './enum-faults.ts';
import { type ManifestFault, mostFaults, type PlacedFault } from './fault.ts';
import { assignmentFaults, fieldFaults } from './field-faults.ts';
import { folderFaults, type ManifestFolder } from './folder-faults.ts';
import { type SoundPart, soundPart } from './gaps.ts';
import { isNewer, migrateManifest } from './migrate.ts';
import { nameFaults } from './name-faults.ts';
import { pathFaults } from './path-faults.ts';
import { manifestIssueFaults } from './schema-faults.ts';
import { secretFaults } from './secret-faults.ts';
import { largestManifest, readSource, type Source, valueSource } from './source.ts';
import { templateFaults } from './template-faults.ts';
import { valueFaults } from './value-faults.ts';

export interface CheckManifestOptions {
  /** Shown in faults. */
  readonly file: string;
  /** What lies beside it; left out, README and fixtures are not looked at. */
  readonly folder?: ManifestFolder;
}

export interface ManifestCheck {
  /** With all defaults, in the newest version of the language. Only when there is no fault; warnings do not count. */
  readonly manifest?: HostManifest;
  /** In the order of the file, the first hundred of each; the last one then says how many more there are. */
  readonly faults: readonly ManifestFault[];
  /** What was done to bring an older manifest up to date. */
  readonly migrations: readonly string[];
}

/**
 * Reads a manifest (its text, or parsed JSON) and collects everything that is wrong with it, each with file, line and pointer: what the
 * schema refuses, and in all the rest what only sense can tell (names that do not exist, words we do not have).
 */
export function checkManifest(input: unknown, { file, folder }: CheckManifestOptions): ManifestCheck {
  const source = typeof input === 'string' ? readSource(input, file, largestManifest) : valueSource(input, file, largestManifest);
  const { json, steps } = migrateManifest(source.value);
  const isReadable = source.value !== undefined;
  const refused = isReadable ? manifestIssueFaults(json) : [];
  const sound = isReadable && !isNewer(json) ? soundPart(json) : undefined;
  const own = [...source.faults.slice(0, mostFaults), ...told([...refused, ...(sound ? senseFaults(sound) : [])], source, file)];
  const beside = sound && folder ? folderFaults(sound.manifest, folder, file.replace(/[^/\\]*$/, '')) : [];
  const faults = [...own, ...beside];
  const isSound = sound !== undefined && faults.every(({ severity }) => severity === 'warning');
  return { ...(isSound ? { manifest: sound.manifest } : {}), faults, migrations: steps };
}

/** What is left unsaid of faulty parts: they are told already. */
function senseFaults({ manifest, written, gaps }: SoundPart): PlacedFault[] {
  return [
    ...[connectionFaults, fieldFaults, assignmentFaults, valueFaults, enumFaults, nameFaults, askingFaults, secretFaults].flatMap(
      (check) => check(manifest),
    ),
    ...pathFaults(written),
    ...templateFaults(manifest, written),
  ]
    .map((found) => ({ ...found, path: gaps.placeOf(found.path, written) }))
    .filter((found) => !gaps.explain(found));
}

/** In the order of the file. Of too many the faults come before the warnings, and how many are left out is told. */
function told(found: readonly PlacedFault[], source: Source, file: string): ManifestFault[] {
  const isWarning = ({ severity }: PlacedFault) => severity === 'warning';
  const weighed = found.length <= mostFaults ? found : found.toSorted((a, b) => Number(isWarning(a)) - Number(isWarning(b)));
  const first = weighed.slice(0, mostFaults).map(source.place);
  const inOrder = first.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const untold = weighed.slice(mostFaults);
  if (untold.length === 0) return inOrder;
  const more: ManifestFault = {
    severity: untold.every(isWarning) ? 'warning' : 'fault',
    file,
    line: null,
    pointer: '',
    found: `${untold.length.toLocaleString('en')} more`,
    expected: 'none',
    hint: 'Mend these first, and look again.',
  };
  return [...inOrder, more];
}
