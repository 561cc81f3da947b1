import { nothing } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

type Properties = Readonly<Record<string, string | number | null | undefined>>;

class SetProperty extends Directive {
  #last: Properties = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new Error('setProperty belongs in the tag of an element, not in an attribute or between tags');
  }

  render(_properties: Properties) {
    return nothing;
  }

  override update(part: ElementPart, [properties]: [Properties]) {
    const style = (part.element as HTMLElement).style;
    for (const name in this.#last) if (!(name in properties)) style.removeProperty(name);
    for (const name in properties) {
      const value = properties[name];
      if (value === this.#last[name]) continue;
      if (value === null || value === undefined) style.removeProperty(name);
      else style.setProperty(name, String(value));
    }
    this.#last = { ...properties };
    return nothing;
  }
}

/**
 * Sets style properties through the style object: `<div ${setProperty({ '--x': '12px', width: '40%' })}>`.
 * A `style="…"` string (and lit's styleMap at first paint) is refused by a strict Content-Security-Policy; this never is.
 */
export const setProperty = directive(SetProperty);
