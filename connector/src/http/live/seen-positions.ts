import type { Event, PositionMessage } from '@dispatchkit/contract';
import type { Reader } from '../../ports/store.ts';
import { type Sight, scopesOf } from '../../services/sight.ts';
import type { PositionsByTechnician } from './positions.ts';

/** Tells which positions somebody may see. They come without an event, so what that depends on is kept here. */
export class SeenPositions {
  /** As last heard. */
  techniciansSeeAll = false;
  readonly #reader: Reader;
  readonly #territories = new Map<string, readonly string[]>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Events may change what is kept. */
  note(events: readonly Event[]): void {
    for (const { kind, id, record } of events.flatMap((event) => event.changes)) {
      if (kind === 'technicians') this.#territories.delete(id);
      if (kind === 'settings' && typeof record?.techniciansSeeAll === 'boolean') {
        this.techniciansSeeAll = record.techniciansSeeAll;
      }
    }
  }

  async of(sight: Sight, positions: PositionsByTechnician): Promise<PositionMessage[]> {
    if (!sight.positions) return [];
    const scopes = scopesOf(sight, this.techniciansSeeAll);
    const persons = scopes.filter(({ territories }) => territories === undefined).map(({ ownedBy }) => ownedBy);
    const [technicianId] = persons;
    if (persons.some((other) => other === undefined || other !== technicianId)) return [];
    const seen = technicianId === undefined ? [...positions.keys()] : [technicianId].filter((id) => positions.has(id));
    const within = sight.territories ? await this.#within(sight.territories, seen) : seen;
    return within.flatMap((id) => {
      const position = positions.get(id);
      return position ? { technicianId: id, position } : [];
    });
  }

  /** Those of the territories, and those of none. */
  async #within(territories: readonly string[], technicianIds: readonly string[]): Promise<string[]> {
    const unknown = technicianIds.filter((id) => !this.#territories.has(id));
    for (const technician of await this.#reader.getMany('technicians', unknown)) {
      this.#territories.set(technician.id, technician.territories);
    }
    return technicianIds.filter((id) => {
      const own = this.#territories.get(id);
      return own !== undefined && (own.length === 0 || own.some((territory) => territories.includes(territory)));
    });
  }
}
