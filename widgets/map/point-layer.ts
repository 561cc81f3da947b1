import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { Clusters, type Mark } from './clusters.ts';
import type { JobPoint } from './map.model.ts';
import type { Highlights, Palette } from './map-engine.ts';

/** The canvas reaches this far beyond the view on each side, so that a pan is a transform and shows no gap. */
const margin = 0.4;
const reachPixels = 6;

/** Job marks on one canvas: drawn once per move or change, moved with the map in between. */
export class PointLayer extends L.Layer {
  #clusters = new Clusters([]);
  #marks: readonly Mark[] = [];
  #canvas: HTMLCanvasElement | undefined;
  #palette: Palette | undefined;
  #highlights: Highlights = { chosen: new Set(), hovered: null };
  #frame: number | undefined;
  /** Geographic corner and zoom the canvas was drawn for. */
  #drawn: { corner: L.LatLng; zoom: number } | undefined;
  #owner: L.Map | undefined;

  setPoints(points: readonly JobPoint[]): void {
    this.#clusters = new Clusters(points);
    this.#schedule();
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#schedule();
  }

  setHighlights(highlights: Highlights): void {
    this.#highlights = highlights;
    this.#schedule();
  }

  override onAdd(map: L.Map): this {
    this.#owner = map;
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = 'points leaflet-zoom-animated';
    map.getPane('points')?.append(this.#canvas);
    this.#draw();
    return this;
  }

  override onRemove(): this {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#canvas?.remove();
    this.#canvas = undefined;
    this.#owner = undefined;
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      moveend: () => this.#draw(),
      zoomend: () => this.#draw(),
      resize: () => this.#draw(),
      zoomanim: (event) => this.#follow(event as L.ZoomAnimEvent),
    };
  }

  /** The mark under a point of the map container, the topmost first. */
  markAt(at: L.Point): Mark | undefined {
    const map = this.#owner;
    if (!map) return undefined;
    let found: Mark | undefined;
    let nearest = Number.POSITIVE_INFINITY;
    for (const mark of this.#marks) {
      const away = map.latLngToContainerPoint([mark.latitude, mark.longitude]).distanceTo(at);
      if (away <= radiusOf(mark) + reachPixels && away < nearest) {
        nearest = away;
        found = mark;
      }
    }
    return found;
  }

  jobsInView(limit: number): string[] {
    const bounds = this.#owner?.getBounds();
    const ids: string[] = [];
    for (const mark of this.#marks) {
      if (!bounds?.contains([mark.latitude, mark.longitude])) continue;
      ids.push(...mark.jobIds());
      if (ids.length >= limit) break;
    }
    return ids.slice(0, limit);
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  /** While a zoom runs the canvas is stretched with the map; it is drawn anew when the zoom has ended. */
  #follow({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this.#owner;
    if (!map || !this.#canvas || !this.#drawn) return;
    const scale = map.getZoomScale(zoom, this.#drawn.zoom);
    const corner = map.project(this.#drawn.corner, zoom).subtract(map.project(center, zoom).subtract(map.getSize().divideBy(2)));
    L.DomUtil.setTransform(this.#canvas, corner.add(map.containerPointToLayerPoint([0, 0])), scale);
  }

  #draw(): void {
    const map = this.#owner;
    const canvas = this.#canvas;
    const palette = this.#palette;
    if (!map || !canvas || !palette) return;
    const size = map.getSize();
    const pad = size.multiplyBy(margin).round();
    const origin = map.containerPointToLayerPoint(pad.multiplyBy(-1));
    const corner = map.containerPointToLatLng(pad.multiplyBy(-1));
    const width = size.x + pad.x * 2;
    const height = size.y + pad.y * 2;
    const ratio = globalThis.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.setProperty('width', `${width}px`);
      canvas.style.setProperty('height', `${height}px`);
    }
    L.DomUtil.setTransform(canvas, origin, 1);
    this.#drawn = { corner, zoom: map.getZoom() };
    const end = map.containerPointToLatLng(size.add(pad));
    this.#marks = this.#clusters.marks(corner.lng, end.lat, end.lng, corner.lat, map.getZoom());
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const painter = new MarkPainter(context, palette);
    const { chosen, hovered } = this.#highlights;
    for (const mark of this.#marks) {
      const at = map.latLngToContainerPoint([mark.latitude, mark.longitude]).add(pad);
      const jobIds = chosen.size > 0 || hovered ? mark.jobIds() : [];
      const isChosen = chosen.size > 0 && jobIds.some((id) => chosen.has(id));
      const isHovered = hovered !== null && jobIds.includes(hovered);
      painter.mark(mark, at, isChosen, isHovered);
    }
  }
}

/** Radius in CSS pixels: a point, or a ring that grows a little with what it holds. */
function radiusOf({ count }: Mark): number {
  return count === 1 ? 5 : Math.min(20, 10 + Math.log2(count) * 1.4);
}

class MarkPainter {
  readonly #context: CanvasRenderingContext2D;
  readonly #palette: Palette;

  constructor(context: CanvasRenderingContext2D, palette: Palette) {
    this.#context = context;
    this.#palette = palette;
    context.font = `600 11px ${palette.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
  }

  mark(mark: Mark, at: L.Point, isChosen: boolean, isHovered: boolean): void {
    const radius = radiusOf(mark);
    if (isChosen || isHovered) this.#ring(at, radius + 4, isChosen ? 3 : 2);
    if (mark.count === 1) this.#point(mark, at, radius);
    else this.#cluster(mark, at, radius);
    if (mark.mark) this.#badge(at, radius, mark.mark === 'waiting');
  }

  /** At the upper corner: a clock, or a triangle where somebody has to decide. */
  #badge(at: L.Point, radius: number, isWaiting: boolean): void {
    const context = this.#context;
    const corner = at.add([radius * 0.72 + 2, -(radius * 0.72 + 2)]);
    this.#disc(corner, 6, this.#palette.surface);
    context.beginPath();
    if (isWaiting) {
      context.arc(corner.x, corner.y, 4.2, 0, Math.PI * 2);
      context.moveTo(corner.x, corner.y - 2.4);
      context.lineTo(corner.x, corner.y);
      context.lineTo(corner.x + 1.8, corner.y + 1);
      context.lineWidth = 1.2;
      context.strokeStyle = this.#palette.text;
      context.stroke();
    } else {
      context.moveTo(corner.x, corner.y - 4.6);
      context.lineTo(corner.x + 4.8, corner.y + 3.8);
      context.lineTo(corner.x - 4.8, corner.y + 3.8);
      context.closePath();
      context.fillStyle = this.#palette.danger;
      context.fill();
    }
  }

  #point(mark: Mark, at: L.Point, radius: number): void {
    const [key = ''] = mark.colors.keys();
    this.#disc(at, radius + 1.5, this.#palette.surface);
    this.#disc(at, radius, this.#color(key));
  }

  /** A white disc with the number, its ring divided as the jobs are. */
  #cluster(mark: Mark, at: L.Point, radius: number): void {
    const context = this.#context;
    this.#disc(at, radius + 1, this.#palette.surface);
    context.lineWidth = 3;
    let from = -Math.PI / 2;
    for (const [key, count] of mark.colors) {
      const to = from + (count / mark.count) * Math.PI * 2;
      context.beginPath();
      context.arc(at.x, at.y, radius - 1.5, from, to);
      context.strokeStyle = this.#color(key);
      context.stroke();
      from = to;
    }
    context.fillStyle = this.#palette.text;
    context.fillText(mark.count > 999 ? `${Math.round(mark.count / 100) / 10}k` : String(mark.count), at.x, at.y + 0.5);
  }

  #disc(at: L.Point, radius: number, color: string): void {
    this.#context.beginPath();
    this.#context.arc(at.x, at.y, radius, 0, Math.PI * 2);
    this.#context.fillStyle = color;
    this.#context.fill();
  }

  #ring(at: L.Point, radius: number, width: number): void {
    this.#context.beginPath();
    this.#context.arc(at.x, at.y, radius, 0, Math.PI * 2);
    this.#context.lineWidth = width;
    this.#context.strokeStyle = this.#palette.accent;
    this.#context.stroke();
  }

  #color(key: string): string {
    return this.#palette.keys.get(key) ?? this.#palette.muted;
  }
}
