import type { Asked, Work } from '../../server/work.ts';
import type { Shelves } from './shelves.ts';
import { isMembers } from '../../server/json-schema.ts';
import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';

/** Returns the operations on the entries of the journal. */
export function entryOperations(depot: Shelves): Record<string, Work> {
  return {
    listEntries: (asked) => ({ status: 200, body: pageOf(depot, asked) }),
    createEntry: ({ body }) => {
      const sent = isMembers(body) ? body : {};
      refuseDangling(depot, sent);
      return { status: 201, body: depot.entries.add('entryId', sent) };
    },
    deleteEntry: ({ parameters }) => {
      const id = String(parameters['entryId']);
      if (depot.entries.get(id) === undefined) throw new Refusal(404, 'there is no such entry');
      depot.entries.remove(id);
      return { status: 204 };
    },
  };
}

/** Refuses an entry about an item that does not exist. */
function refuseDangling(depot: Shelves, { toolId, memberIds = [] }: Row): void {
  const ids: readonly unknown[] = Array.isArray(memberIds) ? memberIds : [];
  const isThere =
    (toolId === undefined || depot.tools.get(String(toolId)) !== undefined) &&
    ids.every((id) => depot.members.get(String(id)) !== undefined);
  if (!isThere) throw new Refusal(409, 'it is about nothing');
}

/** Returns the page of entries after the one that the cursor names, and the cursor of the next page. */
function pageOf(depot: Shelves, { parameters }: Asked) {
  const { limit = 10, cursor } = parameters;
  const last = cursor === undefined ? 0 : read(String(cursor));
  const rest = depot.entries.all().filter(({ entryId }) => Number(entryId) > last);
  const entries = rest.slice(0, Number(limit));
  return { entries, nextCursor: rest.length > entries.length ? cursorBehind(entries) : null };
}

/** Returns the cursor of the last of these entries, in a form that is opaque to clients. */
function cursorBehind(entries: readonly Row[]): string {
  return btoa(`after ${String(entries.at(-1)?.['entryId'])}`);
}

/** Returns the identifier of the entry that a cursor names. @throws Refusal for a cursor that no page contained */
function read(cursor: string): number {
  const text = /^[\w+/]+={0,2}$/.test(cursor) && cursor.length % 4 === 0 ? atob(cursor) : '';
  const [, id] = /^after (\d+)$/.exec(text) ?? [];
  if (id === undefined) throw new Refusal(400, 'that is no cursor');
  return Number(id);
}
