import type { FieldConflict } from '@dispatchkit/contract';
import { html } from 'lit';
import { ask } from '../ask.ts';
import { shared } from '../messages.ts';
import type { Performer } from '../perform.ts';
import { fieldName, valueCell } from './field-text.ts';
import { messages } from './messages.ts';

/** Shows both values of each field. Resolves true for "write yours", which is offered only where somebody `mayWrite`. */
export function askWhoseCounts(
  { host: widget, source, localizer }: Performer,
  host: string,
  conflicts: readonly FieldConflict[],
  mayWrite: boolean,
): Promise<boolean> {
  const say = (key: keyof (typeof messages)['en'] & string) => localizer.text(messages, key, { host });
  const cell = (field: string, value: unknown) => valueCell(field, value, source, localizer);
  return ask(widget, {
    className: 'host-conflict',
    title: say('conflictTitle'),
    content: html`<p>${say('conflictHint')}</p>
      <table>
        <thead><tr>${(['field', 'ours', 'theirs'] as const).map((key) => html`<th scope="col">${say(key)}</th>`)}</tr></thead>
        <tbody>${conflicts.map(
          ({ field, ours, theirs }) =>
            html`<tr><th scope="row">${fieldName(field, source, localizer)}</th>${cell(field, ours)}${cell(field, theirs)}</tr>`,
        )}</tbody>
      </table>`,
    leave: mayWrite ? say('keepTheirs') : localizer.text(shared, 'close'),
    go: mayWrite ? say('writeOurs') : undefined,
  });
}
