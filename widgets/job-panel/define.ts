import { JobPanel } from './job-panel.ts';

if (!customElements.get('dk-job-panel')) customElements.define('dk-job-panel', JobPanel);

declare global {
  interface HTMLElementTagNameMap {
    'dk-job-panel': JobPanel;
  }
}
