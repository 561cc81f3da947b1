import { DispatchMap } from './map.ts';

if (!customElements.get('dk-map')) customElements.define('dk-map', DispatchMap);

declare global {
  interface HTMLElementTagNameMap {
    'dk-map': DispatchMap;
  }
}
