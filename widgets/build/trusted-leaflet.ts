import type { Plugin } from 'vite';

/**
 * Vite plugin: Leaflet asks at load whether SVG can be written as markup, by writing some. A page that requires Trusted Types
 * refuses that and the map would not load; the same question is asked here by making the element.
 */
export function trustedLeaflet(): Plugin {
  const asked = "div.innerHTML = '<svg/>';";
  const instead = "div.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));";
  return {
    name: 'dispatchkit-trusted-leaflet',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').includes('/leaflet/dist/leaflet-src.esm.js')) return undefined;
      if (!code.includes(asked)) throw new Error('Leaflet asks for SVG in another way now: look at trusted-leaflet.ts again.');
      return { code: code.replace(asked, instead), map: null };
    },
  };
}
