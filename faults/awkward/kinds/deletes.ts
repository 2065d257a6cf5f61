import { faultsOf, type Fault } from '../../fault.ts';
import { CRASH, doing, seeing, showing, undoing } from '../changes.ts';
import { answering, on, working } from '../tamper-awkward.ts';

/** What is deleted is still there, or other things are gone. */
export const DELETE_FAULTS: readonly Fault[] = faultsOf('state', [
  [
    'a deleted book cannot be read',
    'deleteBook, readBook',
    answering('readBook', ({ status, body }) =>
      status === 200 && Object(body).deletedAt !== null
        ? { status: 404, body: { code: 'not_found', message: 'it is deleted' } }
        : undefined,
    ),
    'that a deleted book can be read is said in prose only: elsewhere, what is deleted is gone',
  ],
  [
    'a deleted book stays as it was',
    'deleteBook, readBook, listBooks',
    undoing('deleteBook', ({ campus }) => campus.books, 'bookId'),
  ],
  [
    'a deleted book is still listed',
    'deleteBook, listBooks',
    seeing(
      'listBooks',
      ({ campus }) => campus.books,
      (rows) => rows.map((row) => ({ ...row, deletedAt: null })),
    ),
  ],
  [
    'a book is deleted at no time',
    'deleteBook, readBook',
    showing('readBook', 200, ({ deletedAt }) => ({ deletedAt: deletedAt === null ? null : 'just now' })),
  ],
  [
    'a book that is not deleted has no word for that',
    'readBook',
    showing('readBook', 200, ({ deletedAt }) => ({ deletedAt: deletedAt ?? undefined })),
  ],
  [
    'to delete a book deletes all books',
    'deleteBook, readBook, listBooks',
    working('deleteBook', (right, { campus }) => (asked) => {
      const answer = right(asked);
      for (const [id, row] of campus.books.rows) campus.books.put(id, { ...row, deletedAt: campus.now() });
      return answer;
    }),
  ],
  ['a deleted book is answered 200', 'deleteBook', on('deleteBook', 204, () => ({ status: 200, body: {} }))],
  [
    'to delete a book again is a server error',
    'deleteBook',
    working('deleteBook', (right, { campus }) => (asked) => {
      const isDeleted = campus.books.get(String(asked.parameters['bookId']))?.['deletedAt'];
      return typeof isDeleted === 'string' ? { status: 500 } : right(asked);
    }),
  ],
  [
    'a deleted user stays',
    'deleteUser, readUser',
    undoing('deleteUser', ({ campus }) => campus.users, 'userId'),
  ],
  [
    'with a user goes the one that came next',
    'deleteUser, readUser',
    working('deleteUser', (right, { campus }) => (asked) => {
      const ids = [...campus.users.rows.keys()];
      const next = ids[ids.indexOf(String(asked.parameters['userId'])) + 1];
      const answer = right(asked);
      if (next !== undefined) campus.users.remove(next);
      return answer;
    }),
  ],
  ['a user who is gone is a server error', 'deleteUser', on('deleteUser', 404, () => CRASH)],
  [
    'a deleted group is still listed',
    'deleteGroup, listGroups',
    undoing('deleteGroup', ({ campus }) => campus.groups, 'groupId'),
  ],
  [
    'with a group go all groups',
    'deleteGroup, listGroups',
    doing('deleteGroup', ({ campus }) => campus.groups.rows.clear()),
  ],
  [
    'a deleted product stays',
    'deleteProduct, readProduct',
    undoing('deleteProduct', ({ campus }) => campus.products, 'sku'),
  ],
  [
    'a product cannot be deleted',
    'deleteProduct',
    on('deleteProduct', 204, () => ({
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: { code: 'not_found', message: 'no' },
    })),
  ],
  [
    'a deleted zone stays',
    'deleteZone, readZone, listZones',
    undoing('deleteZone', ({ campus }) => campus.zones, 'zoneId'),
  ],
  [
    'with a zone go all zones',
    'deleteZone, readZone, listZones',
    doing('deleteZone', ({ campus }) => campus.zones.rows.clear()),
  ],
  ['a zone that is gone is a server error', 'deleteZone', on('deleteZone', 404, () => CRASH)],
  [
    'a deleted record stays',
    'deleteRecord, readRecord',
    working('deleteRecord', (right, { campus }) => (asked) => {
      const before = new Map(campus.records.rows);
      const answer = right(asked);
      for (const [key, row] of before) campus.records.put(key, row);
      return answer;
    }),
  ],
  [
    'with a record goes its zone',
    'deleteRecord, readZone',
    doing('deleteRecord', ({ campus }, { parameters }) => campus.zones.remove(String(parameters['zoneId']))),
  ],
  [
    'with a record go all records',
    'deleteRecord, readRecord, putRecord',
    doing('deleteRecord', ({ campus }) => campus.records.rows.clear()),
  ],
  [
    'a deleted booking stays',
    'deleteBooking, readBooking',
    undoing('deleteBooking', ({ campus }) => campus.bookings, 'bookingId'),
  ],
  [
    'with a booking go all bookings',
    'deleteBooking, readBooking, listBookings',
    doing('deleteBooking', ({ campus }) => campus.bookings.rows.clear()),
  ],
  [
    'a cancelled order stays',
    'cancelOrder, readOrder',
    undoing('cancelOrder', ({ campus }) => campus.orders, 'orderId'),
  ],
  [
    'a cancelled order has no time',
    'cancelOrder',
    showing('cancelOrder', 200, () => ({ createdAt: undefined })),
  ],
  [
    'a cancelled order is that of somebody else',
    'cancelOrder',
    showing('cancelOrder', 200, () => ({ email: 'nobody' })),
  ],
  [
    'a cancelled order is answered 204',
    'cancelOrder',
    on('cancelOrder', 200, () => ({ status: 204, body: undefined })),
  ],
]);
