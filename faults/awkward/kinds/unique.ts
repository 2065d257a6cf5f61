import { faultsOf, type Fault } from '../../fault.ts';
import { asType } from '../../tamper/answer-changes.ts';
import { CRASH, REFUSAL, seeing, showing } from '../changes.ts';
import { answering, on, refusing, working } from '../tamper-awkward.ts';

const PROSE = 'which members are unique is said in prose only, and a 409 may be for anything';

/** Keys that are unique. */
export const UNIQUE_FAULTS: readonly Fault[] = faultsOf('unique', [
  [
    'an ISBN may be given twice',
    'createBook',
    seeing(
      'createBook',
      ({ campus }) => campus.books,
      () => [],
    ),
    PROSE,
  ],
  [
    'an address may be given twice',
    'createUser',
    seeing(
      'createUser',
      ({ campus }) => campus.users,
      () => [],
    ),
    PROSE,
  ],
  ['an ISBN that is taken is a server error', 'createBook', on('createBook', 409, () => CRASH)],
  ['a user name that is taken is a server error', 'createUser', on('createUser', 409, () => CRASH)],
  [
    'a name that is taken in another case is a server error',
    'createGroup',
    on('createGroup', 409, () => CRASH),
  ],
  ['an sku that is taken is a server error', 'createProduct', on('createProduct', 409, () => CRASH)],
  ['a zone that is there is a server error', 'createZone', on('createZone', 409, () => CRASH)],
  ['a list with an ISBN that is taken is a server error', 'importBooks', on('importBooks', 409, () => CRASH)],
  ['a user name that is taken is answered 422', 'createUser', on('createUser', 409, () => ({ status: 422 }))],
  ['an ISBN that is taken is answered 423', 'createBook', on('createBook', 409, () => ({ status: 423 }))],
  [
    'what is taken is said without a code',
    'createProduct',
    showing('createProduct', 409, () => ({ code: undefined })),
  ],
  ['a zone that is there is said in plain text', 'createZone', on('createZone', 409, asType('text/plain'))],
  [
    'what is taken is said without a message',
    'createGroup',
    showing('createGroup', 409, () => ({ message: undefined })),
  ],
  [
    'a user may not be replaced under the same name',
    'replaceUser',
    working('replaceUser', (right, { campus }) => (asked) => {
      const { userName } = Object(asked.body) as Record<string, unknown>;
      const isOwn = campus.users.get(String(asked.parameters['userId']))?.['userName'] === userName;
      const body = { code: 'conflict', message: 'that name is taken' };
      return isOwn ? { status: 409, body } : right(asked);
    }),
  ],
  [
    'an ISBN of the second range is refused',
    'createBook',
    refusing('createBook', ({ isbn }) => String(isbn).startsWith('979')),
  ],
  [
    'a user name with a digit is refused',
    'createUser',
    refusing('createUser', ({ userName }) => /\d/.test(String(userName))),
  ],
  [
    'an sku that begins with the same letters counts as taken',
    'createProduct',
    working('createProduct', (right, { campus }) => (asked) => {
      const sku = String((Object(asked.body) as { product?: { sku?: unknown } }).product?.sku).slice(0, 3);
      const isNear = campus.products.all().some((product) => String(product['sku']).startsWith(sku));
      return isNear ? { status: 409, body: { code: 'conflict', message: 'the sku is taken' } } : right(asked);
    }),
    'which keys are taken is for the server to say: the suite cannot tell one reason from another',
  ],
  [
    'a list of several books is refused',
    'importBooks',
    answering('importBooks', ({ status }, { body }) =>
      status === 201 && new TextDecoder().decode(body).split('isbn').length > 2 ? REFUSAL : undefined,
    ),
  ],
]);
