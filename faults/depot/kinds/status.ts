import { ofKind, type Fault } from '../../fault.ts';
import { answering, on } from '../tamper-depot.ts';

/** Responses with a wrong status. */
export const STATUS_FAULTS: readonly Fault[] = ofKind('status', [
  {
    name: 'what is made is answered 200',
    operations: ['createTool'],
    build: on('createTool', 201, () => ({ status: 200 })),
  },
  {
    name: 'what is deleted is answered 200',
    operations: ['deleteNote'],
    build: on('deleteNote', 204, () => ({ status: 200, body: {} })),
  },
  {
    name: 'what is to be done is answered 200',
    operations: ['importTools'],
    build: on('importTools', 202, () => ({ status: 200 })),
  },
  {
    name: 'an invalid body is called a conflict',
    operations: ['createMember'],
    build: on('createMember', 422, ({ body }) => ({ status: 409, body })),
  },
  {
    name: 'an invalid parameter is answered 500',
    operations: ['listMembers'],
    build: on('listMembers', 400, () => ({ status: 500 })),
  },
  {
    name: 'a missing tool is a server error',
    operations: ['readTool'],
    build: on('readTool', 404, () => ({ status: 500 })),
  },
  {
    name: 'a missing member is answered 204',
    operations: ['readMember'],
    build: on('readMember', 404, () => ({ status: 204, body: undefined })),
  },
  {
    name: 'who lacks a scope is answered 401',
    operations: ['createMember'],
    build: on('createMember', 403, ({ headers }) => ({
      status: 401,
      headers: { ...headers, 'www-authenticate': 'Bearer' },
    })),
  },
  {
    name: 'who is nobody is sent to another page',
    operations: ['listTools'],
    build: on('listTools', 401, () => ({ status: 302, headers: { location: '/login' } })),
  },
  {
    name: 'a second deletion is a server error',
    operations: ['deleteTool'],
    build: on('deleteTool', 404, () => ({ status: 500 })),
  },
  {
    name: 'a large number is a server error',
    operations: ['listTools'],
    build: answering('listTools', (_, { target }) =>
      /offset=\d{10,}/.test(target) ? { status: 500 } : undefined,
    ),
  },
  {
    name: 'a name in another script cuts the connection',
    operations: ['createTool'],
    build: answering('createTool', (_, { body }) =>
      new TextDecoder().decode(body).includes('東') ? 'cut' : undefined,
    ),
  },
]);
