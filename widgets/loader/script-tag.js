// The file named in `<script src="…/dispatchkit.js">`: classic, so that no `type="module"` and no build step is needed.
(() => {
  // Only known while the script itself runs, and what relative addresses must start from.
  const { src } = document.currentScript;
  import(new URL('./loader.js', src).href);
})();
