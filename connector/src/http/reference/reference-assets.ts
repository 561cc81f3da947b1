/** Style of the reference page. Colours of their own for light and dark, each at 4.5:1 or better. */
export const referenceStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #14171a);
  --raised: light-dark(#f4f6f8, #1d2126);
  --ink: light-dark(#1b2128, #e6e9ec);
  --quiet: light-dark(#56616d, #a0abb6);
  --line: light-dark(#dbe0e6, #323941);
  --link: light-dark(#2b4bc9, #9db2ff);
  --get: light-dark(#0b6e4f, #63d2a8);
  --post: light-dark(#2b4bc9, #9db2ff);
  --patch: light-dark(#8a5300, #f0b65c);
  --delete: light-dark(#b3261e, #ff9d94);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body {
  margin: 0;
  display: grid;
  grid-template-columns: minmax(15rem, 19rem) minmax(0, 1fr);
  grid-template-rows: auto 1fr;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif;
}
body.article { display: block; }
.article main { margin: 0 auto; max-width: 48rem; }
.article h1 { font-size: 1.5rem; }
.article h2 { font-size: 1.1rem; margin: 1.75rem 0 0.25rem; }
header {
  grid-column: 1 / -1;
  position: sticky;
  top: 0;
  z-index: 1;
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1.5rem;
  align-items: center;
  padding: 0.75rem 1.5rem;
  background: var(--paper);
  border-bottom: 1px solid var(--line);
}
h1 { margin: 0; font-size: 1.1rem; }
h1 span { font-weight: 400; color: var(--quiet); }
header label { flex: 1; }
input {
  width: 100%;
  max-width: 30rem;
  padding: 0.4rem 0.75rem;
  font: inherit;
  color: inherit;
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
}
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
nav {
  position: sticky;
  top: 3.9rem;
  height: calc(100vh - 3.9rem);
  overflow: auto;
  padding: 1rem 0.75rem 3rem 1.5rem;
  border-right: 1px solid var(--line);
  font-size: 0.85rem;
}
nav h2 { margin: 1.1rem 0 0.25rem; font-size: 0.8rem; }
nav h2 a { display: inline-block; }
nav h2 a::first-letter { text-transform: uppercase; }
nav h2 a { color: var(--quiet); text-decoration: none; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 0.15rem 0.4rem 0.15rem 3.75rem; text-indent: -3.35rem; border-radius: 0.3rem; color: inherit; text-decoration: none; }
nav li a:hover { background: var(--raised); }
nav b { display: inline-block; width: 3.1rem; text-indent: 0; font-size: 0.65rem; }
b.get, b.post, b.patch, b.put, b.delete { text-transform: uppercase; font-family: ui-monospace, monospace; }
b.get { color: var(--get); }
b.post, b.put { color: var(--post); }
b.patch { color: var(--patch); }
b.delete { color: var(--delete); }
main { padding: 1rem 2.5rem 6rem; max-width: 68rem; min-width: 0; }
.tag { margin-top: 2.5rem; }
.tag > h2 { font-size: 1.6rem; margin: 0 0 0.25rem; }
.tag > h2::first-letter { text-transform: uppercase; }
.call { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 0; }
h4 { margin: 1.25rem 0 0.25rem; font-size: 0.9rem; }
.anchor { opacity: 0; text-decoration: none; }
h3:hover .anchor, .anchor:focus-visible { opacity: 1; }
.path { margin: 0.35rem 0; overflow-wrap: anywhere; }
.who, small, dd { color: var(--quiet); }
.who { margin: 0.35rem 0; font-size: 0.85rem; }
code { font: 0.9em ui-monospace, "Cascadia Mono", Menlo, monospace; }
p > code, td > code, li > code, dd > code { background: var(--raised); padding: 0.05em 0.3em; border-radius: 0.25rem; overflow-wrap: anywhere; }
summary { cursor: pointer; width: fit-content; color: var(--link); font-size: 0.9rem; }
pre { overflow: auto; max-height: 28rem; margin: 0.5rem 0; padding: 0.9rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 0.5rem; line-height: 1.45; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th { text-align: start; font-weight: 600; color: var(--quiet); }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { width: 26%; overflow-wrap: anywhere; }
td:nth-child(2) { width: 24%; overflow-wrap: anywhere; }
.codes td:first-child { width: 4.5rem; }
.codes td:nth-child(2) { white-space: nowrap; }
ul { padding-inline-start: 1.2rem; margin: 0.25rem 0; }
.problems { list-style: none; padding: 0; font-size: 0.9rem; }
.problems b { display: inline-block; min-width: 2.6rem; }
dt { font-weight: 600; margin-top: 0.6rem; }
dd { margin: 0; }
.schema { margin-top: 2rem; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 2; background: var(--paper); padding: 0.4rem 0.8rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[hidden] { display: none !important; }
@media (max-width: 56rem) {
  body { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; height: auto; max-height: 14rem; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1rem 1.25rem 4rem; }
  header { position: static; padding: 0.75rem 1.25rem; }
  table, thead, tbody, tr, td { display: block; }
  thead { display: none; }
  td, td:first-child, td:nth-child(2) { width: auto; border: 0; padding: 0.1rem 0; }
  tr { border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
}
@media print { header, nav { display: none; } details { display: block; } }
`;

/** Filters operations, opens what an address points at, and focuses the filter with "/". The page works without it. */
export const referenceScript = `const filter = document.getElementById('filter');
const calls = [...document.querySelectorAll('main [data-call]')];
const links = new Map([...document.querySelectorAll('nav [data-call]')].map((item) => [item.dataset.call, item]));
const texts = new Map(calls.map((call) => [call, call.textContent.toLowerCase()]));
const schemas = document.getElementById('schemas');
const nothing = document.getElementById('nothing');

function show() {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const call of calls) {
    const isMatch = words.every((word) => texts.get(call).includes(word));
    call.hidden = !isMatch;
    links.get(call.dataset.call).hidden = !isMatch;
    if (isMatch) shown += 1;
  }
  for (const tag of document.querySelectorAll('.tag')) {
    if (tag.querySelector('.call')) tag.hidden = !tag.querySelector('.call:not([hidden])');
  }
  for (const list of document.querySelectorAll('nav ul')) {
    const isEmpty = !list.querySelector('li:not([hidden])');
    list.hidden = isEmpty;
    list.previousElementSibling.hidden = isEmpty;
  }
  document.getElementById('start').hidden = words.length > 0;
  schemas.hidden = words.length > 0;
  nothing.hidden = shown > 0;
}

function search() {
  show();
  scrollTo(0, 0);
}

function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest('[hidden]')) {
    filter.value = '';
    show();
  }
  const details = target.querySelector('details');
  if (details) details.open = true;
  target.scrollIntoView();
  // What is far away has a guessed height until it has been drawn.
  requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
}

filter.addEventListener('input', search);
addEventListener('hashchange', open);
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === filter) return;
  event.preventDefault();
  filter.focus();
});
open();
`;
