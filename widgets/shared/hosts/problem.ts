import type { Command, DispatchError, DispatchSource } from '@dispatchkit/client';
import type { FieldConflict } from '@dispatchkit/contract';
import { placeOf } from '../job-text.ts';
import { ensureMessages, type Localizer } from '../localize.ts';
import { shared } from '../messages.ts';
import type { Performer } from '../perform.ts';
import { toast } from '../toast.ts';
import { adoptHostStyles } from './hosts.styles.ts';
import { messages } from './messages.ts';

/** What is said of a problem by its code. */
const said: Readonly<Record<string, 'refused' | 'conflictTitle' | 'unsure'>> = {
  host_refused: 'refused',
  host_conflict: 'conflictTitle',
  host_unsure: 'unsure',
};
/** Stands for a host whose name nobody has told. */
const unnamed = 'ERP';

/**
 * Tells what a host system has against a change, in its own words. Of a conflict both values are shown, and `again` sends ours once
 * more; resolves with whether that stands.
 */
export async function tellHostProblem(
  by: Performer,
  error: DispatchError,
  command: Command | undefined,
  again: (() => Promise<boolean>) | undefined,
): Promise<boolean> {
  await ensureMessages(messages, by.localizer.language);
  const host = hostOf(by.source, command);
  const { code = '', detail = '', conflicts = [] } = error.problem ?? {};
  adoptHostStyles(by.host);
  if (code === 'host_conflict' && conflicts.length > 0) {
    return (await decide(by, host, conflicts, again !== undefined)) && again ? again() : false;
  }
  const text = by.localizer.text(messages, said[code] ?? 'unavailable', { host });
  toast(by.host, code === 'host_refused' ? quoting(text, detail) : text, undefined, 'alert');
  return false;
}

/** A refusal has something to say of its own, in the language of the host. */
function quoting(text: string, detail: string): Node {
  const whole = document.createDocumentFragment();
  const quote = element('span', detail);
  quote.className = 'quote';
  quote.dir = 'auto';
  whole.append(text, quote);
  return whole;
}

/** The host that keeps what a command changes. */
function hostOf(source: DispatchSource, command: Command | undefined): string {
  const kinds = command?.type === 'edit-job' || command?.type === 'transition' ? ['jobs'] : ['assignments', 'jobs'];
  const hosts = source.hosts();
  for (const kind of kinds) {
    const host = hosts.find(({ modes }) => kind in modes);
    if (host) return host.label;
  }
  return hosts[0]?.label ?? unnamed;
}

/** Shows both values of each field. Resolves true for "write yours". */
function decide(by: Performer, host: string, conflicts: readonly FieldConflict[], mayWrite: boolean): Promise<boolean> {
  const say = (key: keyof (typeof messages)['en'] & string) => by.localizer.text(messages, key, { host });
  const dialog = document.createElement('dialog');
  dialog.className = 'popup host-conflict';
  dialog.setAttribute('aria-labelledby', 'host-conflict-title');
  const title = element('h2', say('conflictTitle'));
  title.id = 'host-conflict-title';
  const footer = element('footer');
  const leave = button(mayWrite ? say('keepTheirs') : by.localizer.text(shared, 'close'), 'button');
  footer.append(leave);
  const write = mayWrite ? button(say('writeOurs'), 'button primary') : undefined;
  if (write) footer.append(write);
  dialog.append(title, element('p', say('conflictHint')), valuesTable(by, say, conflicts), footer);
  (by.host.shadowRoot ?? by.host).append(dialog);
  return new Promise((resolve) => {
    let isOurs = false;
    write?.addEventListener('click', () => {
      isOurs = true;
      dialog.close();
    });
    leave.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isOurs);
    });
    dialog.showModal();
    leave.focus();
  });
}

function valuesTable(
  { source, localizer }: Performer,
  say: (key: 'field' | 'ours' | 'theirs') => string,
  conflicts: readonly FieldConflict[],
): HTMLElement {
  const table = element('table');
  const head = element('tr');
  for (const key of ['field', 'ours', 'theirs'] as const) {
    const cell = element('th', say(key));
    cell.setAttribute('scope', 'col');
    head.append(cell);
  }
  const body = element('tbody');
  for (const { field, ours, theirs } of conflicts) {
    const row = element('tr');
    const name = element('th', fieldName(field, source, localizer));
    name.setAttribute('scope', 'row');
    row.append(name, valueCell(field, ours, source, localizer), valueCell(field, theirs, source, localizer));
    body.append(row);
  }
  const top = element('thead');
  top.append(head);
  table.append(top, body);
  return table;
}

function fieldName(field: string, source: DispatchSource, localizer: Localizer): string {
  const key = `field.${field}`;
  if (key in messages.en) return localizer.text(messages, key as keyof typeof messages.en);
  const own = field.startsWith('custom.') ? field.slice('custom.'.length) : field;
  return source.settings?.customFields.find(({ key }) => key === own)?.label ?? own;
}

function valueCell(field: string, value: unknown, source: DispatchSource, localizer: Localizer): HTMLElement {
  const text = valueText(field, value, source, localizer);
  const cell = element('td', text || localizer.text(messages, 'blank'));
  cell.dir = 'auto';
  if (!text) cell.className = 'blank';
  return cell;
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

function element(tag: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function button(label: string, className: string): HTMLElement {
  const made = element('button', label);
  made.setAttribute('type', 'button');
  made.className = className;
  return made;
}
