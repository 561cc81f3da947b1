import { Timeline } from './timeline.ts';

if (!customElements.get('dk-timeline')) customElements.define('dk-timeline', Timeline);
