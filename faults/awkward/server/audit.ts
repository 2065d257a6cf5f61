import { Refusal } from '../../server/message.ts';
import type { Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';
import { sessionOf } from './sessions.ts';

/** What the operations on audit notes do: they can only be added. */
export function auditOperations(campus: Campus): Record<string, Work> {
  return {
    listAuditNotes: ({ parameters }) => {
      const { limit = 10, offset = 0, severity } = parameters;
      const wanted = campus.notes
        .all()
        .filter((note) => severity === undefined || note['severity'] === severity)
        .toReversed();
      const items = wanted.slice(Number(offset), Number(offset) + Number(limit));
      return { status: 200, body: { items, total: wanted.length } };
    },
    createAuditNote: ({ request, body }) => {
      const by = sessionOf(campus, request)?.userName;
      const note = campus.notes.add('id', { ...(Object(body) as Members), by, at: campus.now() });
      return { status: 201, body: note };
    },
    readAuditNote: ({ parameters }) => {
      const note = campus.notes.get(String(parameters['noteId']));
      if (note === undefined) throw new Refusal(404, 'there is no such note');
      return { status: 200, body: note };
    },
  };
}
