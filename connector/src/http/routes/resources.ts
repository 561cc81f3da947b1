import type { Records } from '../../ports/store.ts';
import type { Creates, PlainKind } from '../../services/definitions/index.ts';
import type { Services } from '../../services/index.ts';
import type { Operation } from '../operations/operation.ts';
import * as resources from '../operations/resources.ts';
import { pageAnswer } from './page.ts';
import type { Register } from './register.ts';

export function resourceRoutes(on: Register, services: Services): void {
  recordRoutes(on, services, 'crews', resources.crews);
  recordRoutes(on, services, 'equipment', resources.equipment);
  recordRoutes(on, services, 'certifications', resources.certifications);
  recordRoutes(on, services, 'dependencies', resources.dependencies);
  recordRoutes(on, services, 'series', resources.series);
  on(resources.previewSeries, ({ actor, body }) => services.previewSeries(actor, body));
  recordRoutes(on, services, 'views', resources.views);
  const { create, change, ...plain } = resources.apiKeys;
  recordRoutes(on, services, 'apiKeys', plain);
  on(create, ({ actor, body }) => services.createApiKey(actor, body));
  on(change, ({ actor, params, body, expectedVersion }) => services.changeApiKey(actor, params.apiKeyId, body, expectedVersion));
  const { list, get } = resources.webhooks;
  recordRoutes(on, services, 'webhooks', { list, get });
}

type RecordOperations = Readonly<Record<'list' | 'get', Operation>> & {
  readonly delete?: Operation;
  readonly create?: Operation;
  readonly change?: Operation;
};

/** The operations of a collection, answered by the use cases that all kinds share. The schemas have checked what they are given. */
function recordRoutes<K extends PlainKind>(on: Register, services: Services, kind: K, operations: RecordOperations): void {
  on(operations.list, async ({ actor, query }) => pageAnswer<Records[K]>(await services.listRecords(actor, kind, query)));
  if (operations.create) on(operations.create, ({ actor, body }) => services.createRecord(actor, kind, body as Creates[K]));
  on(operations.get, ({ actor, params }) => services.getRecord(actor, kind, idOf(params)));
  if (operations.change) {
    on(operations.change, ({ actor, params, body, expectedVersion }) =>
      services.changeRecord(actor, kind, idOf(params), body as object, expectedVersion),
    );
  }
  if (operations.delete) {
    on(operations.delete, ({ actor, params, expectedVersion }) =>
      services.deleteRecord(actor, kind, idOf(params), expectedVersion),
    );
  }
}

/** A record's path has one parameter, named after its kind. */
function idOf(params: Readonly<Record<string, string>>): string {
  const [id = ''] = Object.values(params);
  return id;
}
