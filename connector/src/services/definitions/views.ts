import { allow } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { invalid, notFound, ProblemError } from '../errors.ts';
import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody } from './definition.ts';

const maxContentBytes = 64 * 1024;
/** Stands for the one who saves it, until the record is complete. */
const unsaid = '';

/** The connector and other systems have no views of their own. */
function ownerOf({ id, role }: ActorContext): string | null {
  return role === 'system' || role === 'api_key' ? null : id;
}

export const views: Definition<'views'> = {
  noun: 'view',
  actions: { read: 'views:read', write: 'views:write', delete: 'views:write' },
  events: { created: 'view.created', changed: 'view.changed', deleted: 'view.deleted' },
  defaultSort: 'name',
  references: [],
  subject: nobody,
  narrow: ({ id }) => ({ viewsOf: id }),
  faults: ({ content }) =>
    new TextEncoder().encode(JSON.stringify(content)).byteLength > maxContentBytes
      ? [{ pointer: '/content', detail: 'A view holds at most 64 KB.' }]
      : [],
  guard: (actor, { id, ownerId }) => {
    if (actor.role === 'system') return;
    if (ownerId !== null && ownerId !== actor.id) throw notFound('view', id);
    if (ownerId === null && allow(actor, 'views:write') !== 'all') {
      throw new ProblemError('not_allowed', 'Views that everybody sees are changed by supervisors.', {
        hint: 'Save it as a view of your own: leave ownerId out.',
      });
    }
  },
  async complete({ actor }, view, before) {
    if (before) return view;
    if (view.ownerId === unsaid) return { ...view, ownerId: ownerOf(actor) };
    if (view.ownerId !== null && view.ownerId !== actor.id && actor.role !== 'system') {
      throw invalid('/ownerId', 'A view belongs to whoever saves it, or to everybody.', 'Leave ownerId out, or send null.');
    }
    return view;
  },
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    widget: command.widget,
    ownerId: command.ownerId === undefined ? unsaid : command.ownerId,
    content: command.content ?? {},
  }),
};
