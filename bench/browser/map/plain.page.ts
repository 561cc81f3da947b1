import css from 'leaflet/dist/leaflet.css?inline';
import * as L from 'leaflet/dist/leaflet-src.esm.js';
import Supercluster from 'supercluster';
import { type MapJob, type MapSubject, runMapScenario } from './scenario.ts';

/**
 * The practical limit on Leaflet: supercluster, and one canvas of discs and numbers that moves with the map and is drawn anew after it.
 * Nothing a real map needs beyond that: no colours by status, no technicians, no picking.
 */
class PlainMap implements MapSubject {
  readonly #index = new Supercluster({ radius: 34, extent: 256, maxZoom: 16 });
  readonly #canvas = document.createElement('canvas');
  #map: L.Map | undefined;
  #element: HTMLElement | undefined;

  async mount(root: HTMLElement, jobs: readonly MapJob[]): Promise<void> {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    const element = document.createElement('div');
    Object.assign(element.style, { width: '1280px', height: '800px' });
    root.append(element);
    this.#element = element;
    this.#index.load(
      jobs.map(({ latitude, longitude }) => ({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
      })),
    );
    const map = L.map(element, { zoomControl: false, attributionControl: false, maxZoom: 19 });
    this.#map = map;
    this.#canvas.className = 'leaflet-zoom-hide';
    map.getPanes().overlayPane.append(this.#canvas);
    map.on('moveend', () => this.#draw());
    const latitudes = jobs.map(({ latitude }) => latitude).sort((a, b) => a - b);
    const longitudes = jobs.map(({ longitude }) => longitude).sort((a, b) => a - b);
    const corner = (at: number): L.LatLngTuple => [latitudes.at(at) ?? 0, longitudes.at(at) ?? 0];
    map.fitBounds([corner(0), corner(-1)], { padding: [30, 30], animate: false });
  }

  zoomBy(steps: number): void {
    this.#map?.setZoom(this.#map.getZoom() + steps);
  }

  map(): Element | null {
    return this.#element ?? null;
  }

  canvas(): HTMLCanvasElement | null {
    return this.#canvas;
  }

  #draw(): void {
    const map = this.#map;
    if (!map) return;
    const { x: width, y: height } = map.getSize();
    Object.assign(this.#canvas, { width, height });
    L.DomUtil.setPosition(this.#canvas, map.containerPointToLayerPoint([0, 0]));
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.font = '600 11px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const bounds = map.getBounds();
    const box: [number, number, number, number] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    for (const { geometry, properties } of this.#index.getClusters(box, Math.floor(map.getZoom()))) {
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
      const count = 'point_count' in properties ? (properties.point_count as number) : 1;
      context.beginPath();
      context.arc(x, y, count === 1 ? 5 : 14, 0, Math.PI * 2);
      context.fillStyle = '#4263eb';
      context.fill();
      if (count === 1) continue;
      context.fillStyle = '#fff';
      context.fillText(String(count), x, y);
    }
  }
}

runMapScenario(new PlainMap());
