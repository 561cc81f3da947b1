import type { GeoJsonObject } from 'geojson';
import type { Mark } from './clusters.ts';
import type { JobPoint, Place, Route, TechnicianSpot } from './map.model.ts';

/** Colours as the browser computed them: a canvas cannot read custom properties. */
export interface Palette {
  readonly surface: string;
  readonly text: string;
  readonly accent: string;
  readonly muted: string;
  readonly danger: string;
  readonly land: string;
  readonly landLine: string;
  readonly park: string;
  readonly water: string;
  readonly road: string;
  /** By colour key: status, priority or technician id. */
  readonly keys: ReadonlyMap<string, string>;
  /** The page's font family. */
  readonly font: string;
}

/** What the map tells the widget. Coordinates are of the window. */
export interface MapEvents {
  /** The view has moved or is moving. */
  moved(): void;
  /** The box has another size; it may have had none before. */
  resized(): void;
  /** A mark was pressed and released without travelling; undefined for the bare map. */
  picked(mark: Mark | undefined): void;
  hovered(mark: Mark | undefined): void;
  technicianPicked(technicianId: string): void;
}

/** Marks to light up. */
export interface Highlights {
  readonly chosen: ReadonlySet<string>;
  readonly hovered: string | null;
}

/**
 * The little of a map library the widget needs, so that another one can take its place. Draws into the element it was made with;
 * never uses strings of markup or inline styles.
 */
export interface MapEngine {
  setBase(geojson: GeoJsonObject | undefined): void;
  setTiles(url: string): void;
  setPoints(points: readonly JobPoint[]): void;
  setTechnicians(spots: readonly TechnicianSpot[], faces: (spot: TechnicianSpot) => HTMLElement): void;
  setRoutes(routes: readonly Route[]): void;
  setHighlights(highlights: Highlights): void;
  setPalette(palette: Palette): void;
  /** Shows a box, at most at a zoom where streets can be told apart. */
  fit(bounds: readonly [Place, Place]): void;
  show(center: Place, zoom: number): void;
  zoomBy(steps: number): void;
  /** Brings a place into view with the least movement. */
  reveal(place: Place): void;
  markAt(clientX: number, clientY: number): Mark | undefined;
  technicianAt(clientX: number, clientY: number): string | undefined;
  /** Pixels from the top left of the map. */
  toPixels(place: Place): { readonly x: number; readonly y: number };
  /** Ids of jobs inside the view, at most `limit`. */
  jobsInView(limit: number): readonly string[];
  readonly zoom: number;
  readonly maxZoom: number;
  destroy(): void;
}
