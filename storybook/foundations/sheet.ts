import { css, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { DispatchElement } from '../../widgets/shared/dispatch-element.ts';
import type { Localizer } from '../../widgets/shared/localize.ts';
import type { shared } from '../../widgets/shared/messages.ts';
import { widgetStyles } from '../../widgets/shared/styles.ts';

/** What a page of the foundations draws with: the words and formats of the language chosen in the toolbar. */
export interface Speaker {
  readonly localizer: Localizer;
  word(key: keyof (typeof shared)['en']): string;
}

/** A page of the foundations: the styles every widget begins with, around whatever is to be shown. */
export class Sheet extends DispatchElement {
  static override styles = [
    ...widgetStyles,
    css`
      :host { padding: 20px; background: var(--_ground); overflow: visible; }
      section { margin-block-end: 28px; }
      h2 { margin-block-end: 10px; font-size: 15px; line-height: 20px; font-weight: 600; }
      .note { max-width: 72ch; margin-block-end: 12px; color: var(--_text-2); }
      .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 10px; }
      .tile { padding: 10px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); }
      .tile .sample { height: 34px; margin-block-end: 8px; border: 1px solid var(--_line-soft); border-radius: var(--_radius-s); background: var(--_sample); }
      .tile code, .height code, .fact code { color: var(--_text-3); font-size: var(--_size-xs); overflow-wrap: anywhere; }
      .line { display: flex; align-items: center; gap: 8px; }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
      .panel { border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); overflow: hidden; }
      .panel > .state { height: 190px; }
      table { width: 100%; border-collapse: collapse; background: var(--_surface); }
      :is(th, td) { padding: 6px 10px; border: 1px solid var(--_line); text-align: start; vertical-align: top; }
      th { color: var(--_text-2); font-weight: 500; }
      .height { display: flex; align-items: center; gap: 8px; padding-inline: 10px; border: 1px solid var(--_line); background: var(--_surface); }
      .fact { margin-block: 6px; }
    `,
  ];

  /** Draws the page. */
  @property({ attribute: false }) content?: (speaker: Speaker) => TemplateResult;

  protected override render() {
    const { localizer } = this;
    return this.content?.({ localizer, word: (key) => this.word(key) }) ?? nothing;
  }
}

if (!customElements.get('story-sheet')) customElements.define('story-sheet', Sheet);
