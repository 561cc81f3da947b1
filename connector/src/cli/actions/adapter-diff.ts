import { type ConfiguredHostOptions, withConfiguredHost } from '../adapter/configured-host.ts';
import { type Differences, differencesOf } from '../adapter/differences.ts';
import { asking } from '../adapter/live-host.ts';
import { CliError } from '../fail.ts';
import { toOutput as say } from '../say.ts';

export interface DiffAdapterOptions extends ConfiguredHostOptions {
  readonly json?: boolean;
}

/** At most so many records are named; after that the number says enough. */
const shown = 20;

/** Status 1 when something differs. */
export async function diffAdapter(name: string, options: DiffAdapterOptions): Promise<void> {
  await withConfiguredHost(name, options, async (configured) => {
    const { mirror } = configured;
    if (mirror.polled.length === 0)
      throw new CliError(
        `${name} keeps no copy here.`,
        'Only kinds whose mode is "mirror" are kept; see hosts in the configuration.',
      );
    let isSame = true;
    for (const kind of mirror.polled) {
      const found = await asking(`${mirror.manifest.title} cannot be asked for ${kind}`, () => differencesOf(configured, kind));
      isSame &&= found.same === found.atHost && found.goneAtHost.length === 0;
      if (options.json) say(JSON.stringify(found));
      else for (const line of linesOf(found)) say(line);
    }
    if (!isSame) process.exitCode = 1;
  });
}

function linesOf({ kind, atHost, same, differing, missingHere, goneAtHost }: Differences): string[] {
  const named = (ids: readonly string[]) => `${ids.slice(0, shown).join(', ')}${ids.length > shown ? ', …' : ''}`;
  return [
    `${kind}: ${atHost} at the host, ${same} of them as here`,
    ...differing.slice(0, shown).map(({ id, fields }) => `  ${id} differs in ${fields.join(', ')}`),
    ...(differing.length > shown ? [`  … and ${differing.length - shown} more`] : []),
    ...(missingHere.length > 0 ? [`  not here (${missingHere.length}): ${named(missingHere)}`] : []),
    ...(goneAtHost.length > 0 ? [`  gone at the host (${goneAtHost.length}): ${named(goneAtHost)}`] : []),
  ];
}
