/** One step of a scenario, as the page does it. */
export interface Step {
  readonly name: string;
  /** How many times `run` does the thing; the time is divided by it. */
  readonly times: number;
  run(): Promise<void> | void;
  /** Undefined when the page shows what it should after the step, or what is wrong. Not timed. */
  fault(): string | undefined;
}

/** What the Node side calls, on `globalThis.dispatchkitBench`. */
export interface PageBench {
  readonly steps: readonly { readonly name: string; readonly times: number }[];
  run(index: number): Promise<void>;
  fault(index: number): string | undefined;
}

declare global {
  var dispatchkitBench: PageBench | undefined;
}

/** Hands the steps of a page to the Node side. */
export function offer(steps: readonly Step[]): void {
  const stepAt = (index: number): Step => steps[index] ?? missing(index);
  globalThis.dispatchkitBench = {
    steps: steps.map(({ name, times }) => ({ name, times })),
    run: async (index) => {
      await stepAt(index).run();
      await painted();
    },
    fault: (index) => stepAt(index).fault(),
  };
}

function missing(index: number): never {
  throw new RangeError(`There is no step ${index}`);
}

/** Resolves when the frame that shows the work so far has been drawn. */
export async function painted(): Promise<void> {
  await nextFrame();
  await nextFrame();
}

export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/**
 * What keeps the element from being seen and hit at the given part of its box, or undefined. Sees through shadow roots.
 * @param across - 0 the left edge, 1 the right edge
 */
export function hitFault(element: Element | null, across = 0.5): string | undefined {
  if (!element) return 'it is not on the page';
  const box = element.getBoundingClientRect();
  const x = box.left + box.width * across;
  const y = box.top + box.height / 2;
  for (
    let node: Node | null = deepElementFromPoint(x, y);
    node;
    node = node instanceof ShadowRoot ? node.host : node.parentNode
  ) {
    if (node === element) return undefined;
  }
  return `it is not what is hit at ${Math.round(x)}, ${Math.round(y)}`;
}

function deepElementFromPoint(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  for (
    let inner = found?.shadowRoot?.elementFromPoint(x, y);
    inner && inner !== found;
    inner = found.shadowRoot?.elementFromPoint(x, y)
  ) {
    found = inner;
  }
  return found;
}
