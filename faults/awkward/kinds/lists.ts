import { faultsOf, type Fault } from '../../fault.ts';
import { withField, withoutField } from '../../tamper/answer-changes.ts';
import { given } from '../../tamper/tampering.ts';
import { CRASH, ignoring, reversing, seeing, showing, showingEach, showingIn } from '../changes.ts';
import { on, working } from '../tamper-awkward.ts';

const newestOut = <Row>(rows: readonly Row[]) => rows.slice(0, -1);

/** Lists: pages, cursors, totals, filters. */
export const LIST_FAULTS: readonly Fault[] = faultsOf('list', [
  ['books are not filtered by genre', 'listBooks', ignoring('listBooks', 'genre')],
  ['books are not filtered by whether they are lent', 'listBooks', ignoring('listBooks', 'lendable')],
  ['books are filtered the other way round', 'listBooks', reversing('listBooks', 'lendable')],
  ['a limit of books is not looked at', 'listBooks', ignoring('listBooks', 'limit')],
  ['a cursor of books is not looked at', 'listBooks', ignoring('listBooks', 'cursor')],
  ['a page of books is not looked at', 'listBooks', ignoring('listBooks', 'page')],
  [
    'pages of books count from nought',
    'listBooks',
    working(
      'listBooks',
      given('page', (page) => (page === undefined ? page : Number(page) + 1)),
    ),
  ],
  [
    'a page behind a cursor lacks its first book',
    'listBooks',
    on('listBooks', 200, ({ body }, { target }) => {
      const page = Object(body) as { readonly books: readonly unknown[] };
      return target.includes('cursor=') ? { body: { ...page, books: page.books.slice(1) } } : {};
    }),
  ],
  ['a page of books has no cursor', 'listBooks', showing('listBooks', 200, () => ({ nextCursor: null }))],
  ['a cursor is a number', 'listBooks', showing('listBooks', 200, () => ({ nextCursor: 7 }))],
  [
    'a total of books is that of the page',
    'listBooks',
    showing('listBooks', 200, ({ books }) => ({ total: (books as readonly unknown[]).length })),
  ],
  [
    'the newest book is not listed',
    'listBooks, createBook',
    seeing('listBooks', ({ campus }) => campus.books, newestOut),
  ],
  [
    'a listed book has another title',
    'listBooks, createBook, readBook',
    showingEach('listBooks', 'books', ({ title }) => ({ title: `${String(title)}!` })),
  ],
  [
    'a listed book has no identifier',
    'listBooks',
    showingEach('listBooks', 'books', () => ({ id: undefined })),
  ],
  [
    'the genre of a listed book is in capitals',
    'listBooks',
    showingEach('listBooks', 'books', ({ genre }) => ({ genre: String(genre).toUpperCase() })),
  ],
  [
    'an unknown field is a server error',
    'listBooks',
    on('listBooks', 400, (_, { target }) => (target.includes('fields=') ? CRASH : {})),
  ],
  [
    'page and cursor together are a server error',
    'listBooks',
    on('listBooks', 400, (_, { target }) => (/page=.*cursor=|cursor=.*page=/.test(target) ? CRASH : {})),
  ],
  ['users are not filtered by address', 'listUsers, createUser', ignoring('listUsers', 'email')],
  ['an offset of users is not looked at', 'listUsers, createUser', ignoring('listUsers', 'offset')],
  ['a limit of users is not looked at', 'listUsers, createUser', ignoring('listUsers', 'limit')],
  [
    'a total of users counts one too many',
    'listUsers, createUser',
    on('listUsers', 200, ({ headers }) => ({
      headers: { ...headers, 'x-total-count': String(Number(headers['x-total-count']) + 1) },
    })),
  ],
  ['there is no total of users', 'listUsers', on('listUsers', 200, withoutField('x-total-count'))],
  ['a total of users is a word', 'listUsers', on('listUsers', 200, withField('x-total-count', 'some'))],
  [
    'pages of users overlap',
    'listUsers, createUser',
    working(
      'listUsers',
      given('offset', (offset) => (offset === undefined ? offset : Math.max(0, Number(offset) - 1))),
    ),
  ],
  [
    'the newest user is not listed',
    'listUsers, createUser',
    seeing('listUsers', ({ campus }) => campus.users, newestOut),
  ],
  [
    'a listed user is seen often',
    'listUsers',
    showingEach('listUsers', undefined, () => ({ hits: 'often' })),
  ],
  [
    'products are not filtered by category',
    'listProducts, createProduct',
    ignoring('listProducts', 'category'),
  ],
  [
    'products are not filtered by what is left',
    'listProducts, createProduct',
    ignoring('listProducts', 'soldOut'),
  ],
  [
    'products are filtered the other way round',
    'listProducts, createProduct',
    reversing('listProducts', 'soldOut'),
  ],
  ['a page of products is not looked at', 'listProducts, createProduct', ignoring('listProducts', 'page')],
  [
    'the size of a page of products is not looked at',
    'listProducts, createProduct',
    ignoring('listProducts', 'pageSize'),
  ],
  [
    'a total of products is nothing',
    'listProducts, createProduct',
    showingIn('listProducts', 200, 'paging', () => ({ total: 0 })),
  ],
  [
    'a page of products has no total',
    'listProducts',
    showingIn('listProducts', 200, 'paging', () => ({ total: undefined })),
  ],
  [
    'the newest product is not listed',
    'listProducts, createProduct',
    seeing('listProducts', ({ campus }) => campus.products, newestOut),
  ],
  ['a limit of orders is not looked at', 'listOrders, createOrder', ignoring('listOrders', 'limit')],
  [
    'days in the wrong order are a server error',
    'listOrders',
    on('listOrders', 400, (_, { target }) => (/from=.*to=|to=.*from=/.test(target) ? CRASH : {})),
  ],
  [
    'the newest order is not listed',
    'listOrders, createOrder',
    seeing('listOrders', ({ campus }) => campus.orders, newestOut),
  ],
  [
    'a listed order is of another quantity',
    'listOrders, createOrder, readOrder',
    showingEach('listOrders', 'orders', () => ({ quantity: 0 })),
  ],
  [
    'a listed order has no address',
    'listOrders, createOrder',
    showingEach('listOrders', 'orders', () => ({ email: undefined })),
  ],
  [
    'groups are listed without their members',
    'listGroups',
    showingEach('listGroups', undefined, () => ({ memberIds: undefined })),
  ],
  [
    'the newest group is not listed',
    'listGroups, createGroup',
    seeing('listGroups', ({ campus }) => campus.groups, newestOut),
  ],
  [
    'groups are listed in capitals',
    'listGroups, createGroup',
    showingEach('listGroups', undefined, ({ name }) => ({ name: String(name).toUpperCase() })),
  ],
  ['bookings are not filtered by room', 'listBookings, createBooking', ignoring('listBookings', 'room')],
  [
    'bookings are not filtered by projector',
    'listBookings, createBooking',
    ignoring('listBookings', 'projector'),
  ],
  [
    'bookings are filtered the other way round',
    'listBookings, createBooking',
    reversing('listBookings', 'projector'),
  ],
  [
    'the newest booking is not listed',
    'listBookings, createBooking',
    seeing('listBookings', ({ campus }) => campus.bookings, newestOut),
  ],
  [
    'a listed booking is for a text of minutes',
    'listBookings, createBooking',
    showingEach('listBookings', undefined, ({ minutes }) => ({ minutes: `${String(minutes)} min` })),
  ],
  ['notes are not filtered', 'listAuditNotes, createAuditNote', ignoring('listAuditNotes', 'severity')],
  [
    'a limit of notes is not looked at',
    'listAuditNotes, createAuditNote',
    ignoring('listAuditNotes', 'limit'),
  ],
  [
    'an offset of notes is not looked at',
    'listAuditNotes, createAuditNote',
    ignoring('listAuditNotes', 'offset'),
  ],
  [
    'a total of notes is that of the page',
    'listAuditNotes, createAuditNote',
    showing('listAuditNotes', 200, ({ items }) => ({ total: (items as readonly unknown[]).length })),
  ],
  [
    'the newest note is not listed',
    'listAuditNotes, createAuditNote',
    seeing('listAuditNotes', ({ campus }) => campus.notes, newestOut),
  ],
  [
    'a listed note has a time without a day',
    'listAuditNotes',
    showingEach('listAuditNotes', 'items', () => ({ at: '08:00' })),
  ],
]);
