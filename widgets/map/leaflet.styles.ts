import { css } from 'lit';

/** The rules Leaflet's own elements need in a shadow root: where panes lie, how they move. Its controls and pop-ups are not used. */
export const leafletStyles = css`
  .leaflet-container { overflow: hidden; touch-action: none; outline-offset: -2px; -webkit-tap-highlight-color: transparent; }
  .leaflet-pane, .leaflet-layer, .leaflet-tile, .leaflet-tile-container, .leaflet-marker-icon, .leaflet-zoom-box { position: absolute; left: 0; top: 0; }
  .leaflet-map-pane { z-index: 400; }
  .leaflet-tile-pane { z-index: 200; }
  .leaflet-overlay-pane { z-index: 400; }
  .leaflet-shadow-pane { z-index: 500; }
  .leaflet-marker-pane { z-index: 600; }
  .leaflet-container canvas, .leaflet-tile { max-width: none; max-height: none; }
  .leaflet-tile { visibility: hidden; user-select: none; }
  .leaflet-tile-loaded { visibility: inherit; }
  .leaflet-fade-anim .leaflet-tile { will-change: opacity; }
  .leaflet-marker-icon { display: block; user-select: none; pointer-events: none; }
  .leaflet-marker-icon.leaflet-interactive { pointer-events: auto; cursor: pointer; }
  .leaflet-zoom-animated { transform-origin: 0 0; }
  .leaflet-zoom-anim .leaflet-zoom-animated { transition: transform 0.25s cubic-bezier(0, 0, 0.25, 1); }
  .leaflet-zoom-anim .leaflet-zoom-hide { visibility: hidden; }
  .leaflet-pan-anim .leaflet-tile, .leaflet-zoom-anim .leaflet-tile { transition: none; }
  .leaflet-grab { cursor: grab; }
  .leaflet-dragging .leaflet-grab { cursor: grabbing; }
  .leaflet-zoom-box { z-index: 800; box-sizing: border-box; width: 0; height: 0; border: 1.5px dashed var(--_accent); background: color-mix(in srgb, var(--_accent) 12%, transparent); }
`;
