import { type ElementTag, elements } from './registry.ts';

/** Loads and registers the given widgets, or all of them; resolves when they are defined. */
export async function load(...tags: ElementTag[]): Promise<void> {
  const wanted = tags.length > 0 ? tags : (Object.keys(elements) as ElementTag[]);
  await Promise.all(wanted.map((tag) => elements[tag]()));
}

/** Registers each widget when its tag first appears in the tree, so that a page with one widget fetches one widget. */
export function autoload(root: Document | ShadowRoot = document): () => void {
  const look = (node: ParentNode) => {
    for (const element of node.querySelectorAll(':not(:defined)')) define(element);
  };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        define(node);
        look(node);
      }
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  look(root);
  return () => observer.disconnect();
}

function define(element: Element): void {
  const tag = element.localName;
  if (tag in elements && !customElements.get(tag)) {
    elements[tag as ElementTag]().catch((error: unknown) => {
      // The page stays as it is; the next appearance of the tag tries again.
      element.dispatchEvent(
        new CustomEvent('dk-error', { bubbles: true, composed: true, detail: { kind: 'connection', cause: error } }),
      );
    });
  }
}
