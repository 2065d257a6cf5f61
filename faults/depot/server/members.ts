import type { Asked, Work } from '../../server/work.ts';
import type { Shelves } from './shelves.ts';
import { isMembers } from '../../server/json-schema.ts';
import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';

/** Returns the operations on members. */
export function memberOperations(depot: Shelves): Record<string, Work> {
  return {
    listMembers: ({ parameters }) => {
      const { page = 1, size = 25, level } = parameters;
      const all = depot.members.all().filter((one) => level === undefined || one['level'] === level);
      const first = (Number(page) - 1) * Number(size);
      const headers = { 'x-total-count': String(all.length) };
      return { status: 200, headers, body: all.slice(first, first + Number(size)) };
    },
    createMember: ({ body }) => {
      const sent = sentOf(body);
      refuseTwin(depot, sent, undefined);
      const member = depot.members.add('memberId', sent);
      return { status: 201, headers: { location: `/members/${String(member['memberId'])}` }, body: member };
    },
    readMember: ({ parameters }) => ({ status: 200, body: memberOf(depot, parameters) }),
    replaceMember: ({ parameters, body }) => {
      const { memberId } = memberOf(depot, parameters);
      const sent = sentOf(body);
      refuseTwin(depot, sent, memberId);
      const member = { ...sent, memberId };
      depot.members.put(String(memberId), member);
      return { status: 200, body: member };
    },
    deleteMember: ({ parameters }) => {
      depot.members.remove(String(memberOf(depot, parameters)['memberId']));
      return { status: 204 };
    },
  };
}

function memberOf(depot: Shelves, { memberId }: Asked['parameters']): Row {
  const member = depot.members.get(String(memberId));
  if (member !== undefined) return member;
  const wasThere = Number(memberId) <= depot.members.made;
  throw new Refusal(wasThere ? 410 : 404, 'there is no such member');
}

function sentOf(body: unknown): Row {
  const entries = isMembers(body) ? Object.entries(body) : [];
  return Object.fromEntries(entries.filter(([name]) => name !== 'memberId'));
}

/** Refuses a member whose address another one has. */
function refuseTwin(depot: Shelves, { email }: Row, memberId: unknown): void {
  const isTaken = depot.members.all().some((one) => one['email'] === email && one['memberId'] !== memberId);
  if (isTaken) throw new Refusal(409, 'there is one of that address');
}
