const svgNamespace = 'http://www.w3.org/2000/svg';

/** Decorative drawings for pooled elements, made without a template. */
function icon(className: string, ...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  const attributes = {
    class: className,
    viewBox: '0 0 16 16',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.5',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

export function makeLock(): Element {
  return icon(
    'lock',
    'M5 7h6a1.5 1.5 0 0 1 1.5 1.5v3A1.5 1.5 0 0 1 11 13H5a1.5 1.5 0 0 1-1.5-1.5v-3A1.5 1.5 0 0 1 5 7z',
    'M5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  );
}

/** Points to the start while the column is open; styles turn it. */
export function makeFoldIcon(): Element {
  return icon('fold-icon', 'M9.5 4.5 6 8l3.5 3.5');
}
