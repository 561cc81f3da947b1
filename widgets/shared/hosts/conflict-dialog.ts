import type { DispatchSource } from '@dispatchkit/client';
import type { FieldConflict } from '@dispatchkit/contract';
import { html } from 'lit';
import { ask } from '../ask.ts';
import { placeOf } from '../job-text.ts';
import type { Localizer } from '../localize.ts';
import { shared } from '../messages.ts';
import type { Performer } from '../perform.ts';
import { messages } from './messages.ts';

/** Shows both values of each field. Resolves true for "write yours", which is offered only where somebody `mayWrite`. */
export function askWhoseCounts(
  { host: widget, source, localizer }: Performer,
  host: string,
  conflicts: readonly FieldConflict[],
  mayWrite: boolean,
): Promise<boolean> {
  const say = (key: keyof (typeof messages)['en'] & string) => localizer.text(messages, key, { host });
  const cell = (field: string, value: unknown) => {
    const text = valueText(field, value, source, localizer);
    return text ? html`<td dir="auto">${text}</td>` : html`<td class="blank">${say('blank')}</td>`;
  };
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

function fieldName(field: string, source: DispatchSource, localizer: Localizer): string {
  const key = `field.${field}`;
  if (key in messages.en) return localizer.text(messages, key as keyof typeof messages.en);
  const own = field.startsWith('custom.') ? field.slice('custom.'.length) : field;
  return source.settings?.customFields.find(({ key }) => key === own)?.label ?? own;
}

/** A value as people write it: times in their zone, words in their language, records by their names. */
function valueText(field: string, value: unknown, source: DispatchSource, localizer: Localizer): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return field.endsWith('Minutes') ? localizer.duration(value) : localizer.number(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  const { tables, settings } = source;
  if (field === 'technicianId') return tables.technicians.get(value)?.name ?? value;
  if (field === 'customerId') return tables.customers.get(value)?.name ?? value;
  if (field === 'siteId') return placeOf(tables.sites.get(value)) || value;
  const word = `${field}.${value}`;
  if (word in shared.en) return settings?.labels[word] ?? localizer.text(shared, word as keyof typeof shared.en);
  return field.endsWith('At') && !Number.isNaN(Date.parse(value)) ? localizer.dateTime(Date.parse(value)) : value;
}
