import type { Customer, Site } from '@dispatchkit/contract';
import type { Draft } from '../ports/store.ts';
import { type Neighborhood, neighborhoods, pickAddress, pickNeighborhood, pickPosition } from './city.ts';
import type { RequestKind } from './kinds.ts';
import { organizations, residents } from './people.ts';
import type { Random } from './random.ts';

/** Where many homes of the housing authority stand: their requests share a point. */
const estates = [
  'Sunnydale',
  'Potrero Hill',
  'Western Addition',
  'Hunters Point',
  'Bernal Heights',
  'Chinatown',
  'Tenderloin',
  'Mission Dolores',
];

/** Makes customers and sites as they are needed. */
export interface Places {
  readonly customers: Draft<Customer>[];
  readonly sites: Draft<Site>[];
  siteFor(kind: RequestKind): Draft<Site>;
  /** Reported without an address that could be found: district at most. */
  siteWithoutPosition(kind: RequestKind): Draft<Site>;
}

export function createPlaces(random: Random): Places {
  const customers = [...Object.entries(organizations), ...residents.map((name, i) => [`resident-${i + 1}`, name] as const)].map(
    ([key, name], i) => customer(key, name, i),
  );
  const sites: Draft<Site>[] = [];
  const buildings = new Map<string, { address: string; district: string; position: Site['position'] }[]>();

  const add = (fields: Pick<Site, 'customerId' | 'address' | 'district' | 'position' | 'geocodeQuality'>) => {
    const site: Draft<Site> = {
      id: `site-${String(sites.length + 1).padStart(4, '0')}`,
      externalRef: null,
      custom: {},
      name: '',
      timeZone: null,
      accessNotes: '',
      ...fields,
    };
    sites.push(site);
    return site;
  };
  const customerIdOf = (kind: RequestKind) =>
    kind.customer === 'resident' ? `customer-resident-${random.integer(1, residents.length)}` : `customer-${kind.customer}`;

  /** Three buildings for each estate, so flats meet in one point. */
  const buildingIn = (name: string) => {
    const known = buildings.get(name) ?? [];
    buildings.set(name, known);
    if (known.length === 3) return random.pick(known);
    const area = areaOf(name);
    const made = { address: pickAddress(random, area, false), district: name, position: pickPosition(random, area) };
    known.push(made);
    return made;
  };

  return {
    customers,
    sites,
    siteFor(kind) {
      const customerId = customerIdOf(kind);
      if (kind.place === 'flat') {
        const { address, district, position } = buildingIn(random.pick(estates));
        return add({
          customerId,
          address: `${address}, Apt ${random.integer(1, 8) * 100 + random.integer(1, 12)}`,
          district,
          position,
          geocodeQuality: 'exact',
        });
      }
      const isCorner = kind.place === 'corner';
      const before =
        isCorner && random.chance(0.12) ? sites.filter((site) => site.position && site.customerId === customerId) : [];
      if (before.length > 0) return random.pick(before);
      const area = pickNeighborhood(random);
      const quality = isCorner ? 'interpolated' : 'exact';
      return add({
        customerId,
        address: pickAddress(random, area, isCorner),
        district: area.name,
        position: pickPosition(random, area),
        geocodeQuality: quality,
      });
    },
    siteWithoutPosition(kind) {
      const area = pickNeighborhood(random);
      const address = `${random.pick(area.streets)}, exact place not given`;
      return add({ customerId: customerIdOf(kind), address, district: area.name, position: null, geocodeQuality: 'none' });
    },
  };
}

function areaOf(name: string): Neighborhood {
  const area = neighborhoods.find((neighborhood) => neighborhood.name === name);
  if (!area) throw new RangeError(`No neighbourhood ${name}`);
  return area;
}

function customer(key: string, name: string, index: number): Draft<Customer> {
  // 555-0100 to 555-0199 are kept free for fiction.
  const phone = `+1 415 555 01${String(index % 100).padStart(2, '0')}`;
  return { id: `customer-${key}`, externalRef: null, custom: {}, name, phone, email: null, notes: '' };
}
