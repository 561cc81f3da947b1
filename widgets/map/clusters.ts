import Supercluster from 'supercluster';
import type { MarkState } from '../shared/hosts/index.ts';
import type { JobPoint } from './map.model.ts';

/** One or several jobs drawn as one mark. */
export interface Mark {
  readonly latitude: number;
  readonly longitude: number;
  /** Jobs it stands for; for a cluster they are read when needed. */
  readonly count: number;
  /** Share of each colour key, summing to `count`. */
  readonly colors: ReadonlyMap<string, number>;
  /** The gravest of theirs. */
  readonly mark: MarkState | undefined;
  readonly jobIds: () => readonly string[];
  /** Zoom at which it comes apart; undefined when it never does, as its jobs share one point. */
  readonly opensAt: number | undefined;
}

interface Sum {
  colors: ReadonlyMap<string, number>;
  mark: MarkState | undefined;
}

/** Above this zoom only jobs on the very same point are drawn as one. */
const clusterUpTo = 16;
const radiusPixels = 34;
const most = Number.POSITIVE_INFINITY;

/**
 * Jobs near one another drawn as one, per zoom level. Built once per set of points (supercluster), asked on every pan.
 */
export class Clusters {
  readonly #index: Supercluster<{ readonly at: number }, Sum>;
  readonly #points: readonly JobPoint[];

  constructor(points: readonly JobPoint[]) {
    this.#points = points;
    this.#index = new Supercluster<{ readonly at: number }, Sum>({
      radius: radiusPixels,
      extent: 256,
      maxZoom: clusterUpTo,
      map: ({ at }) => ({ colors: new Map([[points[at]?.colorKey ?? '', 1]]), mark: points[at]?.mark }),
      reduce: (sum, one) => {
        // The map of a single point is shared between zoom levels, so sums get one of their own.
        const colors = new Map(sum.colors);
        for (const [key, count] of one.colors) colors.set(key, (colors.get(key) ?? 0) + count);
        sum.colors = colors;
        sum.mark = graver(sum.mark, one.mark);
      },
    });
    this.#index.load(
      points.map(({ latitude, longitude }, at) => ({
        type: 'Feature',
        properties: { at },
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
      })),
    );
  }

  /** Marks inside a box (degrees) at a zoom level. */
  marks(west: number, south: number, east: number, north: number, zoom: number): Mark[] {
    const level = Math.floor(zoom);
    const marks: Mark[] = [];
    const samePoint = new Map<string, number[]>();
    for (const feature of this.#index.getClusters([west, south, east, north], level)) {
      const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
      if ('cluster' in feature.properties) {
        marks.push(
          this.#cluster(feature.properties.cluster_id, feature.properties.point_count, feature.properties, latitude, longitude),
        );
        continue;
      }
      const key = `${latitude},${longitude}`;
      const there = samePoint.get(key);
      if (there) there.push(feature.properties.at);
      else samePoint.set(key, [feature.properties.at]);
    }
    for (const there of samePoint.values()) marks.push(this.#stack(there));
    return marks;
  }

  #cluster(id: number, count: number, { colors, mark }: Sum, latitude: number, longitude: number): Mark {
    const opensAt = () => this.#opensAt(id);
    return {
      latitude,
      longitude,
      count,
      colors,
      mark,
      jobIds: () => this.#index.getLeaves(id, most).map(({ properties }) => this.#points[properties.at]?.jobId ?? ''),
      // Looked up for the one that is pressed, not for all that are drawn.
      get opensAt() {
        return opensAt();
      },
    };
  }

  #opensAt(id: number): number | undefined {
    const expansion = this.#index.getClusterExpansionZoom(id);
    return expansion > clusterUpTo && this.#isOnePoint(id) ? undefined : expansion;
  }

  #isOnePoint(id: number): boolean {
    const [first, ...others] = this.#index.getLeaves(id, most).map(({ geometry }) => geometry.coordinates.join());
    return others.every((coordinates) => coordinates === first);
  }

  #stack(at: readonly number[]): Mark {
    const points = at.map((index) => this.#points[index]).filter((point) => point !== undefined);
    const [first] = points;
    const colors = new Map<string, number>();
    for (const { colorKey } of points) colors.set(colorKey, (colors.get(colorKey) ?? 0) + 1);
    return {
      latitude: first?.latitude ?? 0,
      longitude: first?.longitude ?? 0,
      count: points.length,
      colors,
      mark: points.reduce<MarkState | undefined>((gravest, { mark }) => graver(gravest, mark), undefined),
      jobIds: () => points.map(({ jobId }) => jobId),
      opensAt: undefined,
    };
  }
}

/** What waits for a decision goes before what only waits. */
function graver(a: MarkState | undefined, b: MarkState | undefined): MarkState | undefined {
  return a && a !== 'waiting' ? a : (b ?? a);
}
