import type { Asked, Work } from '../../server/work.ts';
import type { Shelves } from './shelves.ts';
import { isMembers } from '../../server/json-schema.ts';
import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import { toolOf } from './tools.ts';

/** Returns the operations on the notes of a tool. */
export function noteOperations(depot: Shelves): Record<string, Work> {
  return {
    listNotes: ({ parameters }) => {
      const { page = 1, perPage = 10 } = parameters;
      const all = notesTo(depot, parameters);
      const first = (Number(page) - 1) * Number(perPage);
      return { status: 200, body: { data: all.slice(first, first + Number(perPage)), total: all.length } };
    },
    createNote: ({ parameters, body }) => {
      const { toolId } = toolOf(depot, parameters);
      const sent = isMembers(body) ? body : {};
      const note = depot.notes.add('id', { ...sent, toolId, at: depot.now() });
      return { status: 201, body: note };
    },
    readNote: ({ parameters }) => ({ status: 200, body: noteOf(depot, parameters) }),
    deleteNote: ({ parameters }) => {
      depot.notes.remove(String(noteOf(depot, parameters)['id']));
      return { status: 204 };
    },
  };
}

function notesTo(depot: Shelves, parameters: Asked['parameters']): readonly Row[] {
  const { toolId } = toolOf(depot, parameters);
  return depot.notes.all().filter((note) => note['toolId'] === toolId);
}

function noteOf(depot: Shelves, parameters: Asked['parameters']): Row {
  const note = notesTo(depot, parameters).find(({ id }) => id === parameters['noteId']);
  if (note === undefined) throw new Refusal(404, 'there is no such note');
  return note;
}
