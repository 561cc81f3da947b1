import { Connection } from './connection.ts';

if (!customElements.get('dk-connection')) customElements.define('dk-connection', Connection);

declare global {
  interface HTMLElementTagNameMap {
    'dk-connection': Connection;
  }
}
