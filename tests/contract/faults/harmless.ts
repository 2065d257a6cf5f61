import { isObject, items, members } from '../../../src/base/json.ts';
import { queryOf, timesGiven } from './asked.ts';
import { always, answering, on, reading, when, type Break } from './fault.ts';

/** Differences from the mock that a correct server may have. */
export interface Otherwise extends Break {
  readonly name: string;
}

export const HARMLESS: readonly Otherwise[] = [
  {
    name: 'a charset beside JSON',
    operation: 'listDepartments',
    broken: answering(() => ({ headers: { 'content-type': 'application/json; charset=utf-8' } })),
  },
  {
    name: 'a content type in capitals',
    operation: 'getQueue',
    broken: answering(() => ({ headers: { 'content-type': 'Application/JSON;charset=UTF-8' } })),
  },
  {
    name: 'further members, where objects are open',
    operation: 'getDepartment',
    broken: on(200, ({ body }) => ({
      body: mapObjects(body, (object) => ({ ...object, furtherMember: { any: ['thing', null] } })),
    })),
  },
  {
    name: 'further members in a refusal',
    operation: 'createDepartment',
    broken: on(400, ({ body }) => ({ body: { ...Object(body), causes: [{ field: 'name' }] } })),
  },
  {
    name: 'members in another order, and white space',
    operation: 'createDepartment',
    broken: answering(({ body }) => ({
      text: JSON.stringify(
        mapObjects(body, (object) => Object.fromEntries(members(object).toReversed())),
        undefined,
        4,
      ),
    })),
  },
  {
    name: 'further header fields, some of them several times',
    operation: 'listDepartments',
    broken: answering(({ headers }) => ({
      headers: { ...headers, 'x-request-id': '1', 'set-cookie': ['a=1', 'b=2'], vary: 'accept' },
    })),
  },
  {
    name: '404 for a method that is not documented',
    operation: 'DELETE /api/v1/livechat/queue',
    broken: always(404, { message: 'Not Found' }),
  },
  {
    name: '501 for a method that is not documented',
    operation: 'PATCH /api/v1/livechat/department',
    broken: always(501, undefined),
  },
  {
    name: '401 for a method that is not documented',
    api: 'livehelpnow',
    operation: 'PUT /api/departments',
    broken: always(401, undefined),
  },
  {
    name: '405 with a page instead of a JSON body',
    operation: 'PUT /api/v1/livechat/queue',
    broken: on(405, ({ headers }) => ({
      headers: { allow: headers['allow'], 'content-type': 'text/html' },
      text: '<h1>Method Not Allowed</h1>',
    })),
  },
  {
    name: 'an Accept that nothing fits, answered all the same',
    operation: 'getDepartment',
    broken: reading(({ headers }) => ({ headers: { ...headers, accept: '*/*' } })),
  },
  {
    name: '400 for another content type',
    operation: 'createDepartment',
    broken: on(415, () => ({ status: 400 })),
  },
  {
    name: '403 for a missing credential',
    operation: 'getQueue',
    broken: on(401, () => ({ status: 403, body: { success: false, error: 'unauthorized' } })),
  },
  {
    name: 'other words in refusals',
    operation: 'updateDepartment',
    broken: on(400, () => ({ body: { success: false, error: 'Das geht so nicht.' } })),
  },
  {
    name: 'a parameter given twice, of which the first counts',
    operation: 'listDepartments',
    broken: when(
      (asked) => ['text', 'enabled', 'offset', 'count', 'sort'].some((name) => timesGiven(asked, name) > 1),
      reading(({ target }) => {
        const url = new URL(target, 'http://localhost');
        const first = new Map([...url.searchParams].toReversed());
        return { target: `${url.pathname}?${String(new URLSearchParams([...first]))}` };
      }),
    ),
  },
  {
    name: 'a list in another order',
    operation: 'listDepartments',
    broken: on(200, ({ body }) => ({
      body: { ...Object(body), departments: items(Object(body)['departments']).toReversed() },
    })),
  },
  {
    name: 'a list without paging fields, which are optional',
    operation: 'listDepartments',
    broken: on(200, ({ body }) => ({
      body: Object.fromEntries(members(body).filter(([name]) => ['departments', 'success'].includes(name))),
    })),
  },
  {
    name: 'a page that is full, with more to come',
    operation: 'listDepartments',
    broken: on(200, ({ body }, asked) => {
      if (queryOf(asked, 'count') !== undefined) return {};
      const [first] = items(Object(body)['departments']);
      const page = Array.from({ length: 50 }, () => first);
      return { body: { ...Object(body), departments: first ? page : [], total: 2000 } };
    }),
  },
  {
    name: 'an address written in capitals',
    operation: 'createDepartment',
    broken: on(200, ({ body }) => ({
      body: mapObjects(body, (object) =>
        typeof object['email'] === 'string' ? { ...object, email: object['email'].toUpperCase() } : object,
      ),
    })),
  },
  {
    name: 'times in another time zone',
    operation: 'getDepartment',
    broken: on(200, ({ body }) => ({
      body: mapObjects(body, (object) => {
        const time = object['_updatedAt'];
        return typeof time === 'string' ? { ...object, _updatedAt: time.replace('Z', '+00:00') } : object;
      }),
    })),
  },
];

type Members = Readonly<Record<string, unknown>>;

/** The value with each object in it changed. */
function mapObjects(value: unknown, change: (object: Members) => Members): unknown {
  if (Array.isArray(value)) return items(value).map((item) => mapObjects(item, change));
  if (!isObject(value)) return value;
  const inner = members(value).map(([name, member]) => [name, mapObjects(member, change)]);
  return change(Object.fromEntries(inner) as Members);
}
