// Written by `node scripts/stories.mjs`; not in git.
declare module '*/custom-elements.json' {
  const manifest: object;
  export default manifest;
}
declare module '@fontsource-variable/inter/wght.css';
