import type { HostManifest } from '@dispatchkit/contract/manifest';
import type { Transport, Wire } from '../seams.ts';
import { openNamed } from './json-named.ts';
import { openExecuteKw } from './json-rpc-execute-kw.ts';
import { openPositional } from './json-rpc-positional.ts';
import { openOData } from './odata.ts';
import { openDelta } from './odata-delta.ts';
import { odataV2 } from './odata-v2.ts';
import { odataV4 } from './odata-v4.ts';
import { openRest } from './rest.ts';
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
