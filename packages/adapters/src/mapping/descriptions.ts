import type { DescribedField, Transport } from '../seams.ts';
import { splitPath } from '../templates/path.ts';
import type { FieldPlan, ResourcePlan } from './plans.ts';

const mostSteps = 5;

interface Asking {
  readonly transport: Transport;
  readonly signal: AbortSignal | undefined;
}

/** Descriptions of entities, each asked for once. */
export class Descriptions {
  readonly #asking: Asking;
  readonly #known = new Map<string, Promise<ReadonlyMap<string, DescribedField> | undefined>>();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  of(entity: string, service: string | undefined): Promise<ReadonlyMap<string, DescribedField> | undefined> {
    const key = `${service ?? ''}\n${entity}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#ask(entity, service);
      this.#known.set(key, known);
    }
    return known;
  }

  async #ask(entity: string, service: string | undefined): Promise<ReadonlyMap<string, DescribedField> | undefined> {
    const { transport, signal } = this.#asking;
    const fields = await transport.describe?.(entity, service, signal);
    return fields === undefined ? undefined : new Map(fields.map((field) => [field.name, field]));
  }
}

interface Start {
  readonly fields: ReadonlyMap<string, DescribedField>;
  readonly entity: string;
  readonly service: string | undefined;
}

/** Where the path of a field begins: at the row, or at the row a relation leads to. A text says why it leads nowhere. */
export async function startOf(
  { field }: FieldPlan,
  { resource }: ResourcePlan,
  described: ReadonlyMap<string, DescribedField>,
  descriptions: Descriptions,
): Promise<Start | string | undefined> {
  const own = { fields: described, entity: resource.entity, service: resource.service };
  if (field.relation === undefined) return own;
  const relation = Object.hasOwn(resource.relations, field.relation) ? resource.relations[field.relation] : undefined;
  if (relation === undefined)
    return `There is no relation “${field.relation}”. Known: ${Object.keys(resource.relations).join(', ') || 'none'}.`;
  switch (relation.kind) {
    case 'expand': {
      const navigation = described.get(splitPath(relation.navigation)[0] ?? '');
      if (navigation === undefined) return `“${relation.navigation}” leads nowhere: it is not a field of “${resource.entity}”.`;
      const fields = navigation.relation === undefined ? undefined : await descriptions.of(navigation.relation, resource.service);
      return fields === undefined
        ? undefined
        : { fields, entity: navigation.relation ?? relation.navigation, service: resource.service };
    }
    case 'detail':
      return undefined;
    default: {
      const service = relation.service ?? resource.service;
      const fields = await descriptions.of(relation.entity, service);
      return fields === undefined ? undefined : { fields, entity: relation.entity, service };
    }
  }
}

interface Followed {
  readonly field: DescribedField | undefined;
  readonly missing?: string;
  readonly entity?: string;
}

/** The described field a path ends at. Undefined where the description ends before the path does. */
export async function follow(
  path: string,
  fields: ReadonlyMap<string, DescribedField>,
  service: string | undefined,
  descriptions: Descriptions,
): Promise<Followed | undefined> {
  const names = splitPath(path).filter((name) => !/^\d+$/.test(name));
  let known: ReadonlyMap<string, DescribedField> | undefined = fields;
  let entity: string | undefined;
  for (const [step, name] of names.slice(0, mostSteps).entries()) {
    // Annotations and the like are no fields.
    if (name.includes('@')) return undefined;
    const found: DescribedField | undefined = known.get(name);
    if (found === undefined) return { field: undefined, missing: name, ...(entity === undefined ? {} : { entity }) };
    if (step === names.length - 1) return { field: found };
    if (found.relation === undefined) return undefined;
    entity = found.relation;
    known = await descriptions.of(found.relation, service);
    if (known === undefined) return undefined;
  }
  return undefined;
}
