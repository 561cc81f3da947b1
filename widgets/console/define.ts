import '../job-grid/define.ts';
import '../map/define.ts';
import '../tech-board/define.ts';
import '../timeline/define.ts';
import { Console } from './console.ts';

if (!customElements.get('dk-console')) customElements.define('dk-console', Console);

declare global {
  interface HTMLElementTagNameMap {
    'dk-console': Console;
  }
}
