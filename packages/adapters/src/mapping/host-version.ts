import type { HostManifest } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import type { Wire } from '../seams.ts';
import { interpolate, interpolatePath, interpolateTexts } from '../templates/interpolate.ts';
import { read } from '../templates/path.ts';

/** Longer is no version, and is not shown to anybody. */
const plainVersion = /^(?=.*\d)[\w.+~-]{1,60}$/;

/** As the host says it; undefined where the manifest does not know how to ask. @throws HostError */
export async function hostVersion(manifest: HostManifest, wire: Wire, signal?: AbortSignal): Promise<string | undefined> {
  const asked = manifest.probe?.version;
  if (asked === undefined) return undefined;
  const { settings, session, context } = await wire.values(signal);
  const values = { settings, session, context };
  const { body } = await wire.send({
    method: asked.method,
    service: asked.service,
    path: interpolatePath(asked.path, values),
    query: interpolateTexts(asked.query, values),
    body: asked.body === undefined ? undefined : interpolate(asked.body, values),
    isWrite: false,
    signal,
  });
  const version = String(read(body, asked.read) ?? '').trim();
  if (!plainVersion.test(version)) throw new HostError('invalid', `There is no version at “${asked.read}” of the answer.`);
  return version;
}
