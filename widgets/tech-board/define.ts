import { TechBoard } from './tech-board.ts';

if (!customElements.get('dk-tech-board')) customElements.define('dk-tech-board', TechBoard);

declare global {
  interface HTMLElementTagNameMap {
    'dk-tech-board': TechBoard;
  }
}
