import { recordsFollow } from '../certification-rows.ts';
import { crewsFollow } from '../crew-members.ts';
import { mergeCustom } from '../merge-patch.ts';
import { type Definition, none } from './definition.ts';

/** Told apart on a board and on a map, light or dark; taken in turn. */
const colors = [
  '#4263eb',
  '#0ca678',
  '#f76707',
  '#ae3ec9',
  '#1098ad',
  '#e03131',
  '#74b816',
  '#d6336c',
  '#7048e8',
  '#f59f00',
  '#1c7ed6',
  '#37b24d',
] as const;

export const technicians: Definition<'technicians'> = {
  noun: 'technician',
  actions: { read: 'technicians:read', write: 'technicians:write', delete: 'technicians:write' },
  events: { created: 'technician.created', changed: 'technician.changed', deleted: 'technician.deleted' },
  defaultSort: 'name',
  references: [{ field: 'crewId', kind: 'crews' }],
  customEntity: 'technician',
  subject: ({ id }) => ({ technicianId: id }),
  faults: none,
  async follow({ writer, nextId }, after, before) {
    await crewsFollow(writer, after, before);
    if (after) await recordsFollow(writer, after, before, nextId);
  },
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    status: command.status ?? 'off_duty',
    color: command.color ?? colorFor(id),
    phone: command.phone ?? null,
    email: command.email ?? null,
    skills: command.skills ?? [],
    certifications: command.certifications ?? [],
    territories: command.territories ?? [],
    crewId: command.crewId ?? null,
    home: command.home ?? null,
    timeZone: command.timeZone ?? null,
    position: null,
    active: command.active ?? true,
  }),
};

/** Always the same one for the same id. */
function colorFor(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return colors[sum % colors.length] ?? colors[0];
}
