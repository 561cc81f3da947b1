import type { GeoJsonObject } from 'geojson';
import * as L from 'leaflet/dist/leaflet-src.esm.js';
import type { Mark } from './clusters.ts';
import type { JobPoint, Place, Route, TechnicianSpot } from './map.model.ts';
import type { Highlights, MapEngine, MapEvents, Palette } from './map-engine.ts';
import { PointLayer } from './point-layer.ts';

const closestFit = 15;
const deepestZoom = 19;
const technicianReach = 22;
/** From the place to the middle of the face, in pixels. */
const faceOffset = L.point(6, -7);

/** The map on Leaflet. Loaded when the first map is shown. */
export function createEngine(element: HTMLElement, events: MapEvents): MapEngine {
  return new LeafletEngine(element, events);
}

class LeafletEngine implements MapEngine {
  readonly maxZoom = deepestZoom;
  readonly #map: L.Map;
  readonly #events: MapEvents;
  readonly #points = new PointLayer();
  readonly #routes = L.layerGroup();
  readonly #technicians = new Map<string, { marker: L.Marker; face: HTMLElement }>();
  readonly #resize: ResizeObserver;
  #base: L.GeoJSON | undefined;
  #tiles: L.TileLayer | undefined;
  #palette: Palette | undefined;
  #over: Mark | undefined;

  constructor(element: HTMLElement, events: MapEvents) {
    this.#events = events;
    // Leaflet's own controls are written with innerHTML, which Trusted Types refuse; the widget has its own.
    this.#map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      maxZoom: deepestZoom,
      minZoom: 2,
      zoomSnap: 0.5,
      zoomDelta: 1,
      wheelPxPerZoomLevel: 90,
      preferCanvas: true,
      center: [0, 0],
      zoom: 2,
    });
    this.#pane('base', '250');
    this.#pane('routes', '350');
    this.#pane('points', '450');
    this.#routes.addTo(this.#map);
    this.#points.addTo(this.#map);
    this.#map.on('move', () => events.moved());
    this.#map.on('click', (event) => events.picked(this.#points.markAt(event.containerPoint)));
    this.#map.on('mousemove', (event) => this.#hover(this.#points.markAt(event.containerPoint)));
    this.#map.on('mouseout', () => this.#hover(undefined));
    this.#resize = new ResizeObserver(() => {
      this.#map.invalidateSize({ pan: false });
      events.resized();
    });
    this.#resize.observe(element);
  }

  get zoom(): number {
    return this.#map.getZoom();
  }

  setBase(geojson: GeoJsonObject | undefined): void {
    this.#base?.remove();
    this.#base = undefined;
    if (!geojson) return;
    const renderer = L.canvas({ pane: 'base', padding: 0.5 });
    // `renderer` belongs to the options of a path; GeoJSON hands them on to each.
    const options = {
      pane: 'base',
      renderer,
      interactive: false,
      style: (feature?: { properties?: unknown }) => this.#baseStyle(feature?.properties),
      pointToLayer: noMarker,
    };
    this.#base = L.geoJSON(geojson, options as L.GeoJSONOptions).addTo(this.#map);
  }

  setTiles(url: string): void {
    this.#tiles?.remove();
    this.#tiles = url ? L.tileLayer(url, { maxZoom: deepestZoom, crossOrigin: 'anonymous' }).addTo(this.#map) : undefined;
  }

  setPoints(points: readonly JobPoint[]): void {
    this.#points.setPoints(points);
  }

  setTechnicians(spots: readonly TechnicianSpot[], faces: (spot: TechnicianSpot) => HTMLElement): void {
    const gone = new Set(this.#technicians.keys());
    for (const spot of spots) {
      const { id } = spot.technician;
      gone.delete(id);
      const known = this.#technicians.get(id);
      const face = faces(spot);
      if (known) {
        known.marker.setLatLng([spot.latitude, spot.longitude]);
        if (!known.face.isEqualNode(face)) {
          known.face.replaceWith(face);
          known.face = face;
        }
      } else this.#technicians.set(id, { marker: this.#marker(spot, face), face });
    }
    for (const id of gone) {
      this.#technicians.get(id)?.marker.remove();
      this.#technicians.delete(id);
    }
  }

  setRoutes(routes: readonly Route[]): void {
    this.#routes.clearLayers();
    for (const { color, done, ahead } of routes) {
      const common = { pane: 'routes', color, interactive: false, lineJoin: 'round' } as const;
      if (done.length > 1) L.polyline(done.map(latLng), { ...common, weight: 2, opacity: 0.3 }).addTo(this.#routes);
      if (ahead.length > 1) L.polyline(ahead.map(latLng), { ...common, weight: 2.5, opacity: 0.8 }).addTo(this.#routes);
    }
  }

  setHighlights(highlights: Highlights): void {
    this.#points.setHighlights(highlights);
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#points.setPalette(palette);
    this.#base?.setStyle((feature) => this.#baseStyle(feature?.properties));
  }

  fit([southWest, northEast]: readonly [Place, Place]): void {
    this.#map.fitBounds([latLng(southWest), latLng(northEast)], {
      paddingTopLeft: [28, 28],
      paddingBottomRight: [28, 52],
      maxZoom: closestFit,
      animate: false,
    });
  }

  show(center: Place, zoom: number): void {
    this.#map.setView(latLng(center), Math.min(zoom, deepestZoom), {
      animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
  }

  zoomBy(steps: number): void {
    this.#map.setZoom(this.#map.getZoom() + steps);
  }

  reveal(place: Place): void {
    this.#map.panInside(latLng(place), { padding: [60, 60] });
  }

  markAt(clientX: number, clientY: number): Mark | undefined {
    return this.#points.markAt(this.#inside(clientX, clientY));
  }

  technicianAt(clientX: number, clientY: number): string | undefined {
    const at = this.#inside(clientX, clientY);
    let found: string | undefined;
    let nearest = technicianReach;
    for (const [id, { marker }] of this.#technicians) {
      const away = this.#map.latLngToContainerPoint(marker.getLatLng()).add(faceOffset).distanceTo(at);
      if (away <= nearest) {
        nearest = away;
        found = id;
      }
    }
    return found;
  }

  toPixels(place: Place): { x: number; y: number } {
    return this.#map.latLngToContainerPoint(latLng(place));
  }

  jobsInView(limit: number): readonly string[] {
    return this.#points.jobsInView(limit);
  }

  destroy(): void {
    this.#resize.disconnect();
    this.#map.remove();
  }

  #hover(mark: Mark | undefined): void {
    if (mark === this.#over) return;
    this.#over = mark;
    this.#map.getContainer().classList.toggle('over-mark', mark !== undefined);
    this.#events.hovered(mark);
  }

  #marker(spot: TechnicianSpot, face: HTMLElement): L.Marker {
    const { id } = spot.technician;
    // It stands beside the place, so that the mark of the job there stays visible.
    const icon = L.divIcon({ className: 'technician', iconSize: [26, 26], iconAnchor: [7, 20], html: face });
    return L.marker([spot.latitude, spot.longitude], { icon, keyboard: false, riseOnHover: true })
      .on('click', () => this.#events.technicianPicked(id))
      .addTo(this.#map);
  }

  #pane(name: string, level: string): void {
    const pane = this.#map.createPane(name);
    pane.style.setProperty('z-index', level);
    pane.style.setProperty('pointer-events', 'none');
  }

  #inside(clientX: number, clientY: number): L.Point {
    const box = this.#map.getContainer().getBoundingClientRect();
    return L.point(clientX - box.left, clientY - box.top);
  }

  /** `kind` of a feature says what it is: land, park, water, road, highway. Anything else is drawn as land. */
  #baseStyle(properties: unknown): L.PathOptions {
    const palette = this.#palette;
    if (!palette) return { stroke: false, fill: false };
    const kind = typeof properties === 'object' && properties !== null && 'kind' in properties ? properties.kind : 'land';
    if (kind === 'road') return { stroke: true, fill: false, color: palette.road, weight: 1.5, opacity: 1 };
    if (kind === 'highway') return { stroke: true, fill: false, color: palette.road, weight: 3, opacity: 1 };
    if (kind === 'park') return { stroke: false, fill: true, fillColor: palette.park, fillOpacity: 1 };
    if (kind === 'water') return { stroke: false, fill: true, fillColor: palette.water, fillOpacity: 1 };
    return { stroke: true, fill: true, color: palette.landLine, weight: 1, opacity: 1, fillColor: palette.land, fillOpacity: 1 };
  }
}

function latLng({ latitude, longitude }: Place): L.LatLngTuple {
  return [latitude, longitude];
}

/** Single points of a base map are left out: Leaflet would draw its pin, whose picture is not there. */
function noMarker(_feature: unknown, at: L.LatLng): L.Layer {
  return L.circleMarker(at, { radius: 0, stroke: false, fill: false, interactive: false });
}
