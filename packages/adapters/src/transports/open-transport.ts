import type { HostManifest, HostTransport } from '@dispatchkit/contract/manifest';
import type { Transport, Wire } from '../seams.ts';
import { openNamed } from './json-named.ts';
import { openExecuteKw } from './json-rpc-execute-kw.ts';
import { openPositional } from './json-rpc-positional.ts';
import { openOData } from './odata.ts';
import { openDelta } from './odata-delta.ts';
import { etagPathV2, odataV2 } from './odata-v2.ts';
import { etagPathV4, odataV4 } from './odata-v4.ts';
import { openRest, restEtagPath } from './rest.ts';
import { openSql } from './sql.ts';

/** The transport of a manifest, on a wire that is open. Nothing is asked of the host yet. */
export function openTransport(manifest: Pick<HostManifest, 'transport' | 'connection'>, wire: Wire): Transport {
  const { transport } = manifest;
  switch (transport.kind) {
    case 'rest':
      return openRest(transport, wire, keysOf(manifest.connection.auth));
    case 'odata-v4': {
      const odata = openOData(odataV4, transport, wire, manifest.connection.errors);
      return { ...odata, delta: openDelta(wire, odata) };
    }
    case 'odata-v2':
      return openOData(odataV2, transport, wire, manifest.connection.errors);
    case 'json-rpc-positional':
      return openPositional(transport, wire);
    case 'json-rpc-execute-kw':
      return openExecuteKw(transport, wire);
    case 'json-named':
      return openNamed(transport, wire);
    case 'sql':
      return openSql(transport, wire);
  }
}

function keysOf(auth: HostManifest['connection']['auth']): readonly string[] {
  return auth.kind === 'query' ? Object.keys(auth.query) : [];
}

/** Where rows of these transports have their entity tag, when the manifest does not say it. */
export function etagPath(kind: HostTransport['kind']): string {
  return kind === 'odata-v4' ? etagPathV4 : kind === 'odata-v2' ? etagPathV2 : restEtagPath;
}
