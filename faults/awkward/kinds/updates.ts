import { faultsOf, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import { doing, showing, spreading, undoing, without } from '../changes.ts';
import { on, storing, working } from '../tamper-awkward.ts';

/** What is changed is not what was sent, or more than that. */
export const UPDATE_FAULTS: readonly Fault[] = faultsOf('state', [
  [
    'a change of a book is not kept',
    'updateBook, readBook',
    undoing('updateBook', ({ campus }) => campus.books, 'bookId'),
  ],
  [
    'a change of a book forgets the shelf',
    'updateBook, readBook',
    working(
      'updateBook',
      storing('books', (row, sent) => ('shelf' in sent ? row : without(row, 'shelf'))),
    ),
  ],
  [
    'a change of a book resets whether it is lent',
    'updateBook, readBook',
    working(
      'updateBook',
      storing('books', (row, sent) => ('lendable' in sent ? row : { ...row, lendable: true })),
    ),
  ],
  [
    'a change of a book changes the genre of all books',
    'updateBook, readBook',
    spreading(
      'updateBook',
      ({ campus }) => campus.books,
      (row) => ({ ...row, genre: 'poetry' }),
    ),
  ],
  [
    'a change of a title is appended to it',
    'updateBook, readBook',
    working(
      'updateBook',
      storing('books', (row, sent) =>
        'title' in sent ? { ...row, title: `${String(sent['title'])}, new` } : row,
      ),
    ),
  ],
  [
    'a shelf cannot be cleared',
    'updateBook, readBook',
    working('updateBook', (right) => (asked) => {
      const body = Object(asked.body) as Row;
      return right({ ...asked, body: body['shelf'] === null ? without(body, 'shelf') : body });
    }),
  ],
  [
    'a change of a book is a change of its creation',
    'updateBook, readBook',
    working(
      'updateBook',
      storing('books', (row) => ({ ...row, createdAt: '2099-01-01T00:00:00.000Z' })),
    ),
  ],
  ['a changed book has lost its ISBN', 'updateBook', showing('updateBook', 200, () => ({ isbn: undefined }))],
  [
    'a change of a book moves it',
    'updateBook, readBook',
    showing('updateBook', 200, ({ id }) => ({ id: Number(id) + 1 })),
  ],
  [
    'a replaced user has no phone',
    'replaceUser, readUser',
    working(
      'replaceUser',
      storing('users', (row) => without(row, 'phone')),
    ),
  ],
  [
    'a replaced user is not kept',
    'replaceUser, readUser',
    undoing('replaceUser', ({ campus }) => campus.users, 'userId'),
  ],
  [
    'a replaced user keeps the old roles',
    'replaceUser, readUser',
    working('replaceUser', (right, { campus }) => (asked) => {
      const before = campus.users.get(String(asked.parameters['userId']))?.['roles'];
      const answer = right(asked);
      const user = { ...(answer.body as Row), roles: before };
      campus.users.put(String(asked.parameters['userId']), user);
      return { ...answer, body: user };
    }),
  ],
  [
    'to replace one user replaces the names of all',
    'replaceUser, readUser',
    spreading(
      'replaceUser',
      ({ campus }) => campus.users,
      (row) => ({ ...row, displayName: 'same' }),
    ),
  ],
  [
    'a display name is never replaced',
    'replaceUser, readUser',
    working('replaceUser', (right, { campus }) => (asked) => {
      const displayName = campus.users.get(String(asked.parameters['userId']))?.['displayName'];
      return right({
        ...asked,
        body: { ...Object(asked.body), ...(displayName !== undefined && { displayName }) },
      });
    }),
  ],
  [
    'a replaced user is another user',
    'replaceUser',
    showing('replaceUser', 200, () => ({ id: '7c3e1f00-0000-4000-a000-ffffffffffff' })),
  ],
  [
    'a user can be replaced once',
    'replaceUser',
    working('replaceUser', (right, { campus }) => {
      const replaced = new Set<unknown>();
      return (asked) => {
        const id = asked.parameters['userId'];
        if (replaced.has(id)) return { status: 409, body: { code: 'conflict', message: 'once is enough' } };
        const answer = right(asked);
        if (campus.users.get(String(id)) !== undefined) replaced.add(id);
        return answer;
      };
    }),
  ],
  [
    'a change of a zone is not kept',
    'updateZone, readZone',
    undoing('updateZone', ({ campus }) => campus.zones, 'zoneId'),
  ],
  [
    'a change of a zone resets its ttl',
    'updateZone, readZone',
    working(
      'updateZone',
      storing('zones', (row, sent) => ('ttl' in sent ? row : { ...row, ttl: 61 })),
    ),
  ],
  [
    'a change of a zone loses its contact',
    'updateZone, readZone',
    working(
      'updateZone',
      storing('zones', (row) => without(row, 'contact')),
    ),
  ],
  [
    'a change of a zone changes the kind of all zones',
    'updateZone, readZone',
    spreading(
      'updateZone',
      ({ campus }) => campus.zones,
      (row) => ({ ...row, kind: 'secondary' }),
    ),
  ],
  [
    'a ttl is kept in minutes',
    'updateZone, readZone',
    working(
      'updateZone',
      storing('zones', (row, sent) =>
        'ttl' in sent ? { ...row, ttl: Math.floor(Number(sent['ttl']) / 60) } : row,
      ),
    ),
  ],
  [
    'a changed zone is answered 200',
    'updateZone',
    on('updateZone', 204, () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: {} })),
  ],
  [
    'a change of a zone removes it',
    'updateZone, readZone',
    doing('updateZone', ({ campus }, { parameters }) => campus.zones.remove(String(parameters['zoneId']))),
  ],
  [
    'a record cannot be replaced',
    'putRecord, readRecord',
    on('putRecord', 200, () => ({ status: 409, body: { code: 'conflict', message: 'it is there' } })),
  ],
  [
    'a replaced record keeps its first values',
    'putRecord, readRecord',
    working('putRecord', (right, { campus }) => (asked) => {
      const { zoneId, name, type } = asked.parameters;
      const key = [zoneId, name, type].map(String).join('/');
      const before = campus.records.get(key);
      const answer = right(asked);
      if (before !== undefined) campus.records.put(key, before);
      return answer;
    }),
  ],
]);
