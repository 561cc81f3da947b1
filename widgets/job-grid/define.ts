import { JobGrid } from './job-grid.ts';

if (!customElements.get('dk-job-grid')) customElements.define('dk-job-grid', JobGrid);

declare global {
  interface HTMLElementTagNameMap {
    'dk-job-grid': JobGrid;
  }
}
