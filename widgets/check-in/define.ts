import { CheckIn } from './check-in.ts';

if (!customElements.get('dk-check-in')) customElements.define('dk-check-in', CheckIn);

declare global {
  interface HTMLElementTagNameMap {
    'dk-check-in': CheckIn;
  }
}
