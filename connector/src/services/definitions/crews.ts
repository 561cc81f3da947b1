import { membersFollow } from '../crew-members.ts';
import { invalid } from '../errors.ts';
import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const crews: Definition<'crews'> = {
  noun: 'crew',
  actions: { read: 'crews:read', write: 'crews:write', delete: 'crews:write' },
  events: { created: 'crew.created', changed: 'crew.changed', deleted: 'crew.deleted' },
  defaultSort: 'name',
  references: [
    { field: 'leadId', kind: 'technicians' },
    { field: 'technicianIds', kind: 'technicians' },
  ],
  subject: nobody,
  faults: none,
  async complete({ writer }, crew, before) {
    const { items } = before
      ? { items: [] }
      : await writer.list('technicians', { filters: { crewId: [crew.id] }, sort: [], limit: 500 });
    const technicianIds = [...new Set([...crew.technicianIds, ...items.map(({ id }) => id)])];
    // Who leads and is taken off the list does not lead any more; a new lead has to be on it.
    const isNewLead = crew.leadId !== null && crew.leadId !== before?.leadId;
    if (crew.leadId === null || technicianIds.includes(crew.leadId)) return { ...crew, technicianIds };
    if (isNewLead) throw invalid('/leadId', 'The lead must be one of the crew.', 'Add them to technicianIds too.');
    return { ...crew, technicianIds, leadId: null };
  },
  follow: ({ writer }, after, before) => membersFollow(writer, after, before),
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    color: command.color ?? '#4263eb',
    technicianIds: command.technicianIds ?? [],
    leadId: command.leadId ?? null,
  }),
};
