import { faultsOf, type Fault } from '../../fault.ts';
import { asType, withoutField } from '../../tamper/answer-changes.ts';
import { CRASH, instead, showing } from '../changes.ts';
import { answering, on } from '../tamper-awkward.ts';

/** Takes a method for one that is known. */
function taking(method: string, path: RegExp, status: number): Fault['build'] {
  return (clock) => {
    const right = on('listServers', 200, () => ({}))(clock);
    return (request) =>
      request.method === method && path.test(request.target)
        ? Promise.resolve({ status, headers: {}, body: new Uint8Array(0) })
        : right(request);
  };
}

/** Statuses, header fields, media types and bodies that are not described. */
export const ANSWER_FAULTS: readonly Fault[] = faultsOf('answer', [
  ['a created book is answered 200', 'createBook', on('createBook', 201, () => ({ status: 200 }))],
  ['a created user is answered 200', 'createUser', on('createUser', 201, () => ({ status: 200 }))],
  ['a created zone is answered 202', 'createZone', on('createZone', 201, () => ({ status: 202 }))],
  ['a created order is answered 200', 'createOrder', on('createOrder', 201, () => ({ status: 200 }))],
  ['a created booking is answered 200', 'createBooking', on('createBooking', 201, () => ({ status: 200 }))],
  ['imported books are answered 207', 'importBooks', on('importBooks', 201, () => ({ status: 207 }))],
  ['a deleted user is answered 200', 'deleteUser', on('deleteUser', 204, () => ({ status: 200, body: {} }))],
  ['a deleted product is answered 202', 'deleteProduct', on('deleteProduct', 204, () => ({ status: 202 }))],
  ['a wrong page is a server error', 'listBooks', on('listBooks', 400, () => CRASH)],
  ['a wrong day is a server error', 'listOrders', on('listOrders', 400, () => CRASH)],
  ['a wrong user is a server error', 'createUser', on('createUser', 400, () => CRASH)],
  ['a wrong product is a server error', 'createProduct', on('createProduct', 400, () => CRASH)],
  ['a wrong list of books is a server error', 'importBooks', on('importBooks', 400, () => CRASH)],
  ['a zone without a dot is a server error', 'createZone', on('createZone', 422, () => CRASH)],
  ['a booking in the past is a server error', 'createBooking', on('createBooking', 422, () => CRASH)],
  ['an order of an unknown product is a server error', 'createOrder', on('createOrder', 422, () => CRASH)],
  ['a group of unknown users is a server error', 'createGroup', on('createGroup', 422, () => CRASH)],
  ['an unknown book is a server error', 'readBook', on('readBook', 404, () => CRASH)],
  ['an unknown order is null', 'readOrder', on('readOrder', 404, () => ({ status: 200, body: 'null' }))],
  [
    'an unknown user is a page',
    'readUser',
    on('readUser', 404, () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' })),
  ],
  [
    'a wrong user is said without a code',
    'createUser',
    showing('createUser', 400, () => ({ code: undefined })),
  ],
  ['a wrong page of users is said in numbers', 'listUsers', showing('listUsers', 400, () => ({ code: 400 }))],
  ['a wrong product is said in plain text', 'createProduct', on('createProduct', 400, asType('text/plain'))],
  ['a wrong booking is said in a list', 'createBooking', instead('createBooking', 400, (error) => [error])],
  ['a wrong group is said in a word', 'createGroup', on('createGroup', 400, () => ({ body: '"no"' }))],
  ['a book is a page', 'readBook, createBook', on('readBook', 200, asType('text/html'))],
  ['users have no content type', 'listUsers', on('listUsers', 200, withoutField('content-type'))],
  ['groups are wrapped', 'listGroups', on('listGroups', 200, ({ body }) => ({ body: { groups: body } }))],
  [
    'a body is cut off',
    'readUser, createUser',
    on('readUser', 200, ({ body }) => ({ body: JSON.stringify(body).slice(0, -2) })),
  ],
  ['a user is nothing', 'readUser, createUser', on('readUser', 200, () => ({ body: '' }))],
  [
    'an order is addressed to nobody',
    'readOrder, createOrder',
    showing('readOrder', 200, () => ({ email: 'nobody' })),
  ],
  [
    'a booking is of no room',
    'readBooking, createBooking',
    showing('readBooking', 200, () => ({ room: 'cellar' })),
  ],
  [
    'a note is of no severity',
    'readAuditNote, createAuditNote',
    showing('readAuditNote', 200, () => ({ severity: null })),
  ],
  [
    'a far page is a server error',
    'listProducts',
    answering('listProducts', (_, { target }) => (/page=\d{9,}/.test(target) ? CRASH : undefined)),
  ],
  [
    'an emoji is a server error',
    'createAuditNote',
    answering('createAuditNote', (_, { body }) =>
      /[\u{1F000}-\u{1FFFF}]/u.test(new TextDecoder().decode(body)) ? CRASH : undefined,
    ),
  ],
  [
    'a shelf of nothing is a server error',
    'createBook',
    answering('createBook', (_, { body }) =>
      /"shelf":null/.test(new TextDecoder().decode(body)) ? CRASH : undefined,
    ),
  ],
  ['all users can be replaced, says nobody', 'PUT /users', taking('PUT', /^\/users$/, 200)],
  [
    'another method on a zone is a server error',
    'PUT /servers/{serverId}/zones/{zoneId}',
    taking('PUT', /^\/servers\/[^/]+\/zones\/[^/]+$/, 500),
  ],
  [
    'notes can be deleted, says nobody',
    'DELETE /audit-notes/{noteId}',
    taking('DELETE', /^\/audit-notes\/[^/]+$/, 204),
  ],
  [
    'a 405 does not say what is allowed',
    'POST /me',
    (clock) => {
      const right = on('listServers', 200, () => ({}))(clock);
      return async (request) => {
        const answer = await right(request);
        if (typeof answer === 'string' || answer.status !== 405) return answer;
        const { allow: _, ...headers } = answer.headers;
        return { ...answer, headers };
      };
    },
  ],
]);
