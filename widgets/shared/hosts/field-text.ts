import type { DispatchSource } from '@dispatchkit/client';
import { html, type TemplateResult } from 'lit';
import { placeOf } from '../job-text.ts';
import type { Localizer } from '../localize.ts';
import { shared } from '../messages.ts';
import { messages } from './messages.ts';

/** Name of a field, with the tenant's own label where it has one. */
export function fieldName(field: string, source: DispatchSource, localizer: Localizer): string {
  const key = `field.${field}`;
  if (key in messages.en) return localizer.text(messages, key as keyof typeof messages.en);
  const own = field.startsWith('custom.') ? field.slice('custom.'.length) : field;
  return source.settings?.customFields.find(({ key }) => key === own)?.label ?? own;
}

/** A cell with a value, or with the word for none. */
export function valueCell(field: string, value: unknown, source: DispatchSource, localizer: Localizer): TemplateResult {
  const text = valueText(field, value, source, localizer);
  return text ? html`<td><bdi>${text}</bdi></td>` : html`<td class="blank">${localizer.text(messages, 'blank')}</td>`;
}

/** A value as people write it: times in their zone, words in their language, records by their names. */
function valueText(field: string, value: unknown, source: DispatchSource, localizer: Localizer): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return field.endsWith('Minutes') ? localizer.duration(value) : localizer.number(value);
  if (typeof value === 'boolean') return localizer.text(messages, value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.map((item) => itemText(field, item, source, localizer)).join(' · ');
  if (typeof value !== 'string') return JSON.stringify(value);
  const { tables, settings } = source;
  if (field === 'technicianId') return tables.technicians.get(value)?.name ?? value;
  if (field === 'customerId') return tables.customers.get(value)?.name ?? value;
  if (field === 'siteId') return placeOf(tables.sites.get(value)) || value;
  const word = `${field}.${value}`;
  if (word in shared.en) return settings?.labels[word] ?? localizer.text(shared, word as keyof typeof shared.en);
  return field.endsWith('At') && !Number.isNaN(Date.parse(value)) ? localizer.dateTime(Date.parse(value)) : value;
}

/** A skill goes by its key. */
function itemText(field: string, item: unknown, source: DispatchSource, localizer: Localizer): string {
  const key: unknown = typeof item === 'object' && item !== null && 'key' in item ? item.key : item;
  return valueText(field, key, source, localizer);
}
