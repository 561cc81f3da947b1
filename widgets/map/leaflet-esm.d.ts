/** The module build of Leaflet, which tree-shakes and needs no CommonJS. */
declare module 'leaflet/dist/leaflet-src.esm.js' {
  export * from 'leaflet';
}
