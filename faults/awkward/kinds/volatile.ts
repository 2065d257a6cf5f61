import { faultsOf, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import { showing, showingIn } from '../changes.ts';
import { refusing, storing, working } from '../tamper-awkward.ts';

/** Members that change by themselves, and what is put in order before it is kept. */
export const VOLATILE_FAULTS: readonly Fault[] = faultsOf('time', [
  ['a user is seen often', 'readUser, createUser', showing('readUser', 200, () => ({ hits: 'often' }))],
  ['a user is seen less than never', 'readUser, createUser', showing('readUser', 200, () => ({ hits: -1 }))],
  [
    'a user was last seen yesterday',
    'readUser, createUser',
    showing('readUser', 200, () => ({ lastSeen: 'yesterday' })),
  ],
  [
    'a user was never seen, says nobody',
    'createUser',
    showing('createUser', 201, () => ({ lastSeen: undefined })),
  ],
  [
    'a user can be said to be seen',
    'replaceUser, readUser',
    working(
      'replaceUser',
      storing('users', (row, sent) => ('hits' in sent ? { ...row, hits: sent['hits'] } : row)),
    ),
  ],
  [
    'a download is nowhere',
    'readProduct, createProduct',
    showingIn('readProduct', 200, 'product', () => ({ downloadUrl: 'soon' })),
  ],
  [
    'a product is sold out in a word',
    'readProduct, createProduct',
    showingIn('readProduct', 200, 'product', () => ({ soldOut: 'no' })),
  ],
  [
    'a product was created at no time',
    'createProduct',
    showingIn('createProduct', 201, 'product', () => ({ createdAt: 'now' })),
  ],
  [
    'an address loses what is before its dot',
    'createUser, readUser',
    working(
      'createUser',
      storing('users', (row) => ({ ...row, email: `x${String(row['email'])}` })),
    ),
  ],
  [
    'an address with a plus is refused',
    'createUser',
    refusing('createUser', ({ email }) => String(email).includes('+')),
  ],
  [
    'a user has the first role only',
    'createUser, readUser',
    working(
      'createUser',
      storing('users', (row) => ({ ...row, roles: (row['roles'] as readonly unknown[]).slice(0, 1) })),
    ),
  ],
  [
    'a book loses its tags',
    'createBook, readBook',
    working(
      'createBook',
      storing('books', (row) => ({ ...row, tags: [] })),
    ),
  ],
  [
    'a title ends with its first word',
    'createBook, readBook',
    working(
      'createBook',
      storing('books', (row) => ({ ...row, title: String(row['title']).slice(0, 3) })),
    ),
  ],
  [
    'letters beyond ASCII are lost in titles',
    'createBook, readBook',
    working('createBook', (right) => (asked) => {
      const body = Object(asked.body) as Row;
      return right({ ...asked, body: { ...body, title: String(body['title']).replace(/[^ -~]/g, '?') } });
    }),
  ],
  [
    'letters beyond ASCII are lost in notes',
    'createAuditNote, readAuditNote',
    working('createAuditNote', (right) => (asked) => {
      const body = Object(asked.body) as Row;
      return right({ ...asked, body: { ...body, subject: String(body['subject']).replace(/[^ -~]/g, '?') } });
    }),
  ],
  [
    'a time has no zone',
    'createBook',
    working('createBook', (right, { campus }) => {
      campus.now = () => new Date().toISOString().slice(0, -1);
      return right;
    }),
  ],
  [
    'a note is of another century',
    'readAuditNote, createAuditNote',
    showing('readAuditNote', 200, () => ({ at: '1.1.1970' })),
  ],
]);
