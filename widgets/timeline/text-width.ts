/** Measures short texts without touching layout: whether a time fits into a bar must be exact, or it is cut in ugly halves. */
export class TextWidth {
  readonly #context = document.createElement('canvas').getContext('2d');
  readonly #known = new Map<string, number>();
  #font = '';

  /** CSS font shorthand, e.g. `500 11px Inter`. */
  use(font: string): void {
    if (font === this.#font) return;
    this.#font = font;
    this.#known.clear();
    if (this.#context) this.#context.font = font;
  }

  /** CSS pixels a text takes on one line. */
  of(text: string): number {
    let width = this.#known.get(text);
    if (width === undefined) {
      // Where a canvas is refused, a guess that is rather too wide.
      width = this.#context?.measureText(text).width ?? text.length * 7;
      if (this.#known.size > 4096) this.#known.clear();
      this.#known.set(text, width);
    }
    return width;
  }
}
