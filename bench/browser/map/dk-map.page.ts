import { MemorySource } from '@dispatchkit/client';
import '@dispatchkit/widgets/map/define';
import type { DispatchMap } from '@dispatchkit/widgets/map';
import { nextFrame } from '../page.ts';
import { type MapJob, type MapSubject, runMapScenario } from './scenario.ts';

/** The widget as a host uses it: a source over its records. */
class DkMap implements MapSubject {
  readonly #map: DispatchMap = document.createElement('dk-map');

  async mount(root: HTMLElement, jobs: readonly MapJob[]): Promise<void> {
    this.#map.source = new MemorySource({
      jobs: jobs.map(({ id }) => ({ id, title: id, siteId: id })),
      sites: jobs.map(({ id, latitude, longitude }) => ({ id, position: { latitude, longitude } })),
    });
    Object.assign(this.#map.style, { width: '1280px', height: '800px' });
    root.append(this.#map);
    await this.#map.updateComplete;
    // The map library is loaded when the first map is shown.
    while (!this.canvas()?.width) await nextFrame();
  }

  zoomBy(steps: number): void {
    const [zoomIn, zoomOut] = this.#map.shadowRoot?.querySelectorAll<HTMLElement>('.zoom button') ?? [];
    (steps > 0 ? zoomIn : zoomOut)?.click();
  }

  map(): Element | null {
    return this.#map.shadowRoot?.querySelector('.map') ?? null;
  }

  canvas(): HTMLCanvasElement | null {
    return this.#map.shadowRoot?.querySelector('canvas.points') ?? null;
  }
}

runMapScenario(new DkMap());
