import type { HostManifest } from '@dispatchkit/contract/manifest';
import { askingLimits } from '../mapping/asking-limits.ts';
import { type PlacedFault, warning } from './fault.ts';
import { resourcesOf } from './resources.ts';

/** Ways to find changes that the host cannot be asked in, so that everything is read at every turn. */
export function askingFaults(manifest: HostManifest): PlacedFault[] {
  return resourcesOf(manifest).flatMap(({ kind, resource, path }) =>
    askingLimits(kind, manifest)
      .filter(({ about }) => about === 'changes')
      .map(({ message }) => {
        const { kind: by } = resource.changes.by;
        const name = by === 'window' ? '${window.from}' : '${since}';
        const expected = `a way to ask the host, such as "${name}" in the query of "calls.list"`;
        const hint = `${message} With rest a "filter" of the transport says how the host can be asked; if it cannot, say "all".`;
        return warning([...path, 'changes', 'by', 'kind'], `${by} without a way to ask`, expected, hint, {
          lacks: [['transport'], [...path, 'calls', 'list']],
        });
      }),
  );
}
