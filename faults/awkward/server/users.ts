import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Asked, Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** What the operations on users do. */
export function userOperations(campus: Campus): Record<string, Work> {
  return {
    listUsers: ({ parameters }) => {
      const { limit = 20, offset = 0, role, email } = parameters;
      const wanted = campus.users
        .all()
        .filter(
          (user) =>
            (role === undefined || (user['roles'] as readonly unknown[]).includes(role)) &&
            (email === undefined || user['email'] === String(email).toLowerCase()),
        );
      const users = wanted.slice(Number(offset), Number(offset) + Number(limit));
      return { status: 200, headers: { 'x-total-count': String(wanted.length) }, body: users };
    },
    createUser: ({ body }) => {
      const sent = userFrom(Object(body) as Members);
      refuseTaken(campus, sent, undefined);
      const user = campus.users.add('id', { ...sent, hits: 0, lastSeen: null });
      return { status: 201, headers: { location: `/users/${String(user['id'])}` }, body: user };
    },
    readUser: ({ parameters }) => {
      const user = userOf(campus, parameters);
      const seen = { ...user, hits: Number(user['hits']) + 1, lastSeen: campus.now() };
      campus.users.put(String(user['id']), seen);
      return { status: 200, body: seen };
    },
    replaceUser: ({ parameters, body }) => {
      const { id, hits, lastSeen } = userOf(campus, parameters);
      const sent = userFrom(Object(body) as Members);
      refuseTaken(campus, sent, id);
      const user = { ...sent, id, hits, lastSeen };
      campus.users.put(String(id), user);
      return { status: 200, body: user };
    },
    deleteUser: ({ parameters }) => {
      campus.users.remove(String(userOf(campus, parameters)['id']));
      return { status: 204 };
    },
  };
}

function userOf(campus: Campus, { userId }: Asked['parameters']): Row {
  const user = campus.users.get(String(userId));
  if (user === undefined) throw new Refusal(404, 'there is no such user');
  return user;
}

/** What callers may set, as it is kept. */
function userFrom({
  userName,
  email,
  displayName = userName,
  phone,
  roles = ['reader'],
  password,
}: Members): Row {
  return {
    userName,
    email: String(email).toLowerCase(),
    displayName,
    ...(phone !== undefined && { phone }),
    roles: [...(roles as readonly string[])].toSorted(),
    password,
  };
}

/** No two users have one name, or one address. */
function refuseTaken(campus: Campus, sent: Row, id: unknown): void {
  const others = campus.users.all().filter((user) => user['id'] !== id);
  const taken = ['userName', 'email'].find((name) => others.some((user) => user[name] === sent[name]));
  if (taken !== undefined) throw new Refusal(409, `there is a user of that ${taken}`, { field: taken });
}
