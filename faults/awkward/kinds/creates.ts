import { faultsOf, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import { withField, withoutField } from '../../tamper/answer-changes.ts';
import { doing, instead, showing, without } from '../changes.ts';
import { on, storing, working } from '../tamper-awkward.ts';

/** What is created is not what was sent, or not where it is said to be. */
export const CREATE_FAULTS: readonly Fault[] = faultsOf('state', [
  [
    'the Location of a book leads nowhere',
    'createBook, readBook',
    on('createBook', 201, withField('location', '/books/999999999')),
  ],
  [
    'the Location of a user is that of the list',
    'createUser, readUser',
    on('createUser', 201, withField('location', '/users')),
  ],
  ['there is no Location of a user', 'createUser', on('createUser', 201, withoutField('location'))],
  ['there is no Location of an order', 'createOrder', on('createOrder', 201, withoutField('location'))],
  [
    'the Location of an order leads nowhere',
    'createOrder, readOrder',
    on('createOrder', 201, withField('location', '/orders/o-999999999')),
  ],
  [
    'an order is not kept',
    'createOrder, readOrder',
    working('createOrder', (right, { campus }) => (asked) => {
      const answer = right(asked);
      campus.orders.rows.clear();
      return answer;
    }),
  ],
  [
    'an order is of one more',
    'createOrder, readOrder',
    working('createOrder', (right) => (asked) => {
      const body = Object(asked.body) as Row;
      return right({ ...asked, body: { ...body, quantity: Number(body['quantity']) + 1 } });
    }),
  ],
  [
    'an order loses its note',
    'createOrder, readOrder',
    working(
      'createOrder',
      (right) => (asked) => right({ ...asked, body: without(Object(asked.body) as Row, 'note') }),
    ),
  ],
  [
    'the address of an order is cut',
    'createOrder, readOrder',
    working('createOrder', (right) => (asked) => {
      const body = Object(asked.body) as Row;
      return right({ ...asked, body: { ...body, email: `x${String(body['email'])}` } });
    }),
  ],
  [
    'a book is not kept',
    'createBook, readBook',
    doing('createBook', ({ campus }, { body }) => campus.books.remove(String(body['id']))),
  ],
  [
    'a book loses its shelf',
    'createBook, readBook',
    working(
      'createBook',
      (right) => (asked) => right({ ...asked, body: without(Object(asked.body) as Row, 'shelf') }),
    ),
  ],
  [
    'a book is a year younger',
    'createBook, readBook',
    working('createBook', (right) => (asked) => {
      const { year, ...rest } = Object(asked.body) as Row;
      return right({ ...asked, body: { ...rest, ...(year !== undefined && { year: Number(year) + 1 }) } });
    }),
  ],
  ['a book is of another ISBN', 'createBook', showing('createBook', 201, () => ({ isbn: '978-0000000000' }))],
  [
    'all books may be lent',
    'createBook, readBook',
    working(
      'createBook',
      (right) => (asked) => right({ ...asked, body: { ...Object(asked.body), lendable: true } }),
    ),
  ],
  [
    'a list of books loses its second',
    'importBooks, listBooks',
    working(
      'importBooks',
      (right) => (asked) =>
        right({ ...asked, body: (asked.body as readonly unknown[]).filter((_, index) => index !== 1) }),
    ),
  ],
  [
    'all books of a list have the title of the first',
    'importBooks',
    working('importBooks', (right) => (asked) => {
      const [first, ...others] = asked.body as readonly Row[];
      const body = [first, ...others.map((book) => ({ ...book, title: first?.['title'] }))];
      return right({ ...asked, body });
    }),
  ],
  [
    'books of a list are not kept',
    'importBooks, readBook, listBooks',
    doing('importBooks', ({ campus }, { body }) => {
      for (const { id } of (body['books'] ?? []) as readonly Row[]) campus.books.remove(String(id));
    }),
  ],
  [
    'a list of books is answered as null',
    'importBooks',
    showing('importBooks', 201, () => ({ books: null })),
  ],
  [
    'a product is not wrapped where it is created',
    'createProduct',
    instead('createProduct', 201, ({ product }) => product),
  ],
  [
    'a product is not wrapped where it is read',
    'readProduct',
    instead('readProduct', 200, ({ product }) => product),
  ],
  [
    'a product costs a hundred times as much',
    'createProduct, readProduct',
    working(
      'createProduct',
      storing('products', (row) => ({ ...row, cents: Number(row['cents']) * 100 + 1 })),
    ),
  ],
  [
    'a product has no weight',
    'createProduct, readProduct',
    working(
      'createProduct',
      storing('products', (row) => without(row, 'weight')),
    ),
  ],
  [
    'a product is not kept',
    'createProduct, readProduct',
    doing('createProduct', ({ campus }, { body }) =>
      campus.products.remove(String((body['product'] as Row)['sku'])),
    ),
  ],
  [
    'a record is not kept',
    'putRecord, readRecord',
    doing('putRecord', ({ campus }) => campus.records.rows.clear()),
  ],
  [
    'a record keeps its first value only',
    'putRecord, readRecord',
    working(
      'putRecord',
      storing('records', (row) => ({ ...row, values: (row['values'] as readonly unknown[]).slice(0, 1) })),
    ),
  ],
  [
    'a record is of another type',
    'putRecord, readRecord',
    showing('readRecord', 200, ({ type }) => ({ type: type === 'A' ? 'TXT' : 'A' })),
  ],
  [
    'a record of any name is read',
    'readRecord',
    working('readRecord', (right, { campus }) => (asked) => {
      const { name, type } = asked.parameters;
      const [any] = campus.records.all().toReversed();
      const isThere = campus.records.all().some((one) => one['name'] === name && one['type'] === type);
      return isThere || any === undefined ? right(asked) : { status: 200, body: any };
    }),
  ],
  [
    'a second record of the same name is appended to the first',
    'putRecord, readRecord',
    working('putRecord', (right, { campus }) => (asked) => {
      const { zoneId, name, type } = asked.parameters;
      const before = campus.records.get([zoneId, name, type].map(String).join('/'));
      const body = Object(asked.body) as Row;
      const values = [
        ...((before?.['values'] ?? []) as readonly unknown[]),
        ...(body['values'] as readonly unknown[]),
      ];
      return right({ ...asked, body: { ...body, values } });
    }),
  ],
  [
    'a booking loses its contact',
    'createBooking, readBooking',
    working(
      'createBooking',
      storing('bookings', (row) => without(row, 'contact')),
    ),
  ],
  [
    'a booking never has a projector',
    'createBooking, readBooking',
    working(
      'createBooking',
      storing('bookings', (row) => ({ ...row, projector: false })),
    ),
  ],
  [
    'a booking starts an hour later',
    'createBooking, readBooking',
    working(
      'createBooking',
      storing('bookings', (row) => ({
        ...row,
        start: new Date(Date.parse(String(row['start'])) + 3_600_000).toISOString(),
      })),
    ),
  ],
  [
    'a note loses its text',
    'createAuditNote, readAuditNote',
    working(
      'createAuditNote',
      storing('notes', (row) => without(row, 'text')),
    ),
  ],
  [
    'each note is harmless',
    'createAuditNote, readAuditNote',
    working(
      'createAuditNote',
      storing('notes', (row) => ({ ...row, severity: 'info' })),
    ),
  ],
  [
    'a note is not kept',
    'createAuditNote, readAuditNote',
    doing('createAuditNote', ({ campus }, { body }) => campus.notes.remove(String(body['id']))),
  ],
  [
    'nobody knows who wrote a note',
    'createAuditNote',
    showing('createAuditNote', 201, () => ({ by: undefined })),
  ],
  [
    'all notes have one identifier',
    'createAuditNote, readAuditNote',
    working('createAuditNote', (right, { campus }) => {
      campus.notes.nextId = () => 'n1';
      return right;
    }),
  ],
  [
    'a group loses its purpose',
    'createGroup, listGroups',
    working(
      'createGroup',
      storing('groups', (row) => without(row, 'purpose')),
    ),
  ],
  [
    'a group loses its members',
    'createGroup, listGroups',
    working(
      'createGroup',
      storing('groups', (row) => ({ ...row, memberIds: [] })),
    ),
  ],
  [
    'a group is not kept',
    'createGroup, listGroups',
    doing('createGroup', ({ campus }, { body }) => campus.groups.remove(String(body['id']))),
  ],
]);
