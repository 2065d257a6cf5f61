import { replaceAt } from '../../../src/base/edit-json.ts';
import { items, member } from '../../../src/base/json.ts';
import { always, answering, on, when, type Answer, type Fault } from './fault.ts';

/** Answers that are not what the description says: status, media type, header fields, body. */
export const ANSWER_FAULTS: readonly Fault[] = [
  {
    name: 'a list is answered 206',
    operation: 'listDepartments',
    check: 'status',
    broken: on(200, () => ({ status: 206 })),
  },
  {
    name: 'what is created is answered 201',
    operation: 'createDepartment',
    check: 'status',
    broken: on(200, () => ({ status: 201 })),
  },
  {
    name: 'what is deleted is answered 204',
    operation: 'deleteDepartment',
    check: 'status',
    broken: on(200, () => ({ status: 204, body: undefined })),
  },
  {
    name: 'a date that is none is answered 422',
    operation: 'getChatsPerDepartment',
    check: 'status',
    broken: on(400, () => ({ status: 422 })),
  },
  {
    name: 'a missing credential is answered 400',
    operation: 'createDepartment',
    check: 'status',
    broken: on(401, refusedWith(400)),
  },
  {
    name: 'a missing token is answered 400',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'status',
    broken: on(401, () => ({ status: 400 })),
  },
  {
    name: 'a wrong credential is answered 418',
    operation: 'getChatsPerDepartment',
    check: 'status',
    broken: on(401, () => ({ status: 418 })),
  },
  {
    name: 'a missing credential leads to a page to log in',
    operation: 'getQueue',
    check: 'status',
    broken: on(401, () => ({ status: 302, headers: { location: '/login' } })),
  },
  {
    name: 'an invalid body is answered 401',
    operation: 'updateDepartment',
    check: 'status',
    broken: on(400, () => ({ status: 401, body: { status: 'error', message: 'no' } })),
  },
  {
    name: 'an invalid page is answered 403',
    operation: 'getQueue',
    check: 'status',
    broken: on(400, () => ({ status: 403 })),
  },
  {
    name: 'a lacking permission is answered 401',
    operation: 'deleteDepartment',
    check: 'status',
    broken: on(403, () => ({ status: 401, body: { status: 'error', message: 'no' } })),
  },
  {
    name: 'a department is answered as text/html',
    operation: 'getDepartment',
    check: 'mediaType',
    broken: on(200, as('text/html')),
  },
  {
    name: 'a list is answered as text/plain',
    operation: 'listDepartments',
    check: 'mediaType',
    broken: on(200, as('text/plain; charset=utf-8')),
  },
  {
    name: 'what is created is answered without a content type',
    operation: 'createDepartment',
    check: 'mediaType',
    broken: on(200, () => ({ headers: {} })),
  },
  {
    name: 'a missing credential is answered as text/plain',
    operation: 'getQueue',
    check: 'mediaType',
    broken: on(401, as('text/plain')),
  },
  {
    name: 'a refusal is answered as application/problem+json',
    operation: 'getChatsPerDepartment',
    check: 'mediaType',
    broken: on(400, as('application/problem+json')),
  },
  {
    name: 'a refusal is an HTML page',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'mediaType',
    broken: on(400, () => ({ headers: { 'content-type': 'text/html' }, text: '<h1>Bad Request</h1>' })),
  },
  {
    name: 'a list has no success',
    operation: 'listDepartments',
    check: 'body',
    broken: changing('/success', undefined),
  },
  {
    name: 'a total is a text',
    operation: 'getQueue',
    check: 'body',
    broken: changing('/total', '2'),
  },
  {
    name: 'a number of agents is a text',
    operation: 'createDepartment',
    check: 'body',
    broken: changing('/department/numAgents', '1'),
  },
  {
    name: 'a flag is null',
    operation: 'getDepartment',
    check: 'body',
    broken: when(({ target }) => !target.includes('_id'), changing('/department/enabled', null)),
  },
  {
    name: 'a time is none',
    operation: 'updateDepartment',
    check: 'body',
    broken: changing('/department/_updatedAt', 'yesterday'),
  },
  {
    name: 'a user in a list is null',
    operation: 'getQueue',
    check: 'body',
    broken: changing('/queue/0/user', null),
  },
  {
    name: 'an object in a list lacks a member',
    operation: 'getQueue',
    check: 'body',
    broken: changing('/queue/0/department/name', undefined),
  },
  {
    name: 'a closed object has a further member',
    operation: 'getChatsPerDepartment',
    check: 'body',
    broken: changing('/Sales/waiting', 0),
  },
  {
    name: 'a number is below its minimum',
    operation: 'getChatsPerDepartment',
    check: 'body',
    broken: changing('/Test/open', -1),
  },
  {
    name: 'an operator in a department in a list lacks a name',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'body',
    broken: changing('/payload/0/operators/0/username', undefined),
  },
  {
    name: 'a status is outside its enum',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'body',
    broken: changing('/status', 'success'),
  },
  {
    name: 'an identifier is a text',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'body',
    broken: changing('/payload/0/department_id', '1234'),
  },
  {
    name: 'a list is an object by identifier',
    operation: 'listDepartments',
    check: 'body',
    broken: on(200, ({ body }) => {
      const departments = items(member(body, 'departments')).map((one) => [member(one, '_id'), one]);
      return { body: { ...Object(body), departments: Object.fromEntries(departments) as unknown } };
    }),
  },
  {
    name: 'a refusal has no reason',
    operation: 'createDepartment',
    check: 'body',
    broken: on(400, ({ body }) => ({ body: replaceAt(body, '/error', undefined) })),
  },
  {
    name: 'a missing credential has the body of another refusal',
    operation: 'getChatsPerDepartment',
    check: 'body',
    broken: on(401, () => ({ body: { success: false, error: 'no' } })),
  },
  {
    name: 'a lacking scope is answered with a payload',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'body',
    broken: on(403, () => ({ body: { payload: ['none'], status: 'error' } })),
  },
  {
    name: 'what is deleted is answered with nothing',
    operation: 'deleteDepartment',
    check: 'body',
    broken: on(200, () => ({ body: undefined })),
  },
  {
    name: 'a body is cut off',
    operation: 'getDepartment',
    check: 'body',
    broken: on(200, ({ body }) => ({ text: JSON.stringify(body).slice(0, -1) })),
  },
  {
    name: 'a method that is not documented is refused without saying which are',
    operation: 'DELETE /api/v1/livechat/queue',
    check: 'methodRefused',
    broken: on(405, () => ({ headers: {} })),
  },
  {
    name: 'a method that is not documented is answered as if it were',
    operation: 'PATCH /api/v1/livechat/department/{_id}',
    check: 'methodRefused',
    broken: always(200, { success: true }),
  },
  {
    name: 'a list can be deleted',
    api: 'livehelpnow',
    operation: 'DELETE /api/departments',
    check: 'methodRefused',
    broken: always(204, undefined),
  },
  {
    name: 'a method that is not documented is a server error',
    operation: 'PUT /api/v1/livechat/department',
    check: 'serverError',
    broken: always(500, { message: 'no such handler' }),
  },
];

/** The same body as another media type. */
function as(contentType: string) {
  return ({ headers }: Answer): Partial<Answer> => ({ headers: { ...headers, 'content-type': contentType } });
}

function refusedWith(status: number) {
  return (): Partial<Answer> => ({ status, body: { success: false, error: 'no' } });
}

/** A success with one member changed, or left out; an answer that does not have its parent stays. */
function changing(pointer: string, value: unknown) {
  return answering(({ status, body }) => {
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    const hasParent = status < 300 && isThere(body, parent);
    return hasParent ? { body: replaceAt(body, pointer, value) } : {};
  });
}

function isThere(body: unknown, pointer: string): boolean {
  const found = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);
  return typeof found === 'object' && found !== null;
}
