import { Refusal } from '../../server/message.ts';
import type { Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** What the operations on groups do. */
export function groupOperations(campus: Campus): Record<string, Work> {
  return {
    listGroups: () => {
      const groups = campus.groups.all();
      return { status: 200, body: groups.toSorted((one, other) => compare(one['name'], other['name'])) };
    },
    createGroup: ({ body }) => {
      const { name, memberIds = [], ...rest } = Object(body) as Members;
      const ids = memberIds as readonly string[];
      const missing = ids.find((id) => campus.users.get(id.toLowerCase()) === undefined);
      if (missing !== undefined)
        throw new Refusal(422, `there is no user ${missing}`, { field: 'memberIds' });
      const isTaken = campus.groups.all().some((group) => keyOf(group['name']) === keyOf(name));
      if (isTaken) throw new Refusal(409, 'there is a group of that name', { field: 'name' });
      const group = campus.groups.add('id', { ...rest, name, memberIds: ids, createdAt: campus.now() });
      const links = { self: `/groups/${String(group['id'])}` };
      return { status: 201, body: group, extra: { links } };
    },
    deleteGroup: ({ parameters }) => {
      const id = String(parameters['groupId']);
      if (campus.groups.get(id) === undefined) throw new Refusal(404, 'there is no such group');
      campus.groups.remove(id);
      return { status: 204 };
    },
  };
}

function keyOf(name: unknown): string {
  return String(name).toLowerCase();
}

function compare(one: unknown, other: unknown): number {
  return keyOf(one) < keyOf(other) ? -1 : 1;
}
