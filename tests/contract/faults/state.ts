import { replaceAt } from '../../../src/base/edit-json.ts';
import { items, member, stringMember } from '../../../src/base/json.ts';
import { readBody } from '../../../src/http/message.ts';
import type { Handle } from '../bundled.ts';
import { credentialsOf, departmentIn, queryOf, withQuery } from './asked.ts';
import { always, answering, decode, on, reading, type Broken, type Fault } from './fault.ts';
import { without } from './without.ts';

const DEPARTMENTS = '/api/v1/livechat/department';

/** Faults in how items are stored, listed, changed and deleted. */
export const STATE_FAULTS: readonly Fault[] = [
  {
    name: 'what is created is not kept',
    operation: 'createDepartment',
    check: 'createdReadable',
    shownBy: 'getDepartment',
    broken: (next) => async (request) => {
      const response = await next(request);
      const id = stringMember(departmentIn(await bodyOf(response)), '_id');
      if (id !== undefined) await ask(next, 'DELETE', `${DEPARTMENTS}/${id}`);
      return response;
    },
  },
  {
    name: 'what is created has another identifier than it says',
    operation: 'createDepartment',
    check: 'createdReadable',
    shownBy: 'getDepartment',
    broken: on(200, ({ body }) => ({ body: replaceAt(body, '/department/_id', 'someOtherId') })),
  },
  {
    name: 'the newest are missing in the list, and counted in its total',
    operation: 'listDepartments',
    check: 'createdListed',
    broken: on(200, ({ body }) => ({ body: replaceAt(body, '/departments', oldOnes(body)) })),
  },
  {
    name: 'an offset is ignored',
    operation: 'listDepartments',
    check: 'pages',
    broken: reading((asked) =>
      /^\d+$/.test(queryOf(asked, 'offset') ?? '') ? withQuery(asked, 'offset', undefined) : {},
    ),
  },
  {
    name: 'the list is that of an hour ago',
    operation: 'listDepartments',
    check: 'createdListed',
    broken: on(200, ({ body }) => {
      const old = oldOnes(body);
      return { body: { ...Object(body), departments: old, count: old.length, total: old.length } };
    }),
  },
  {
    name: 'another department is read',
    operation: 'getDepartment',
    check: 'createdReadable',
    broken: reading(({ target }) => ({
      target: target.replace(/department\/[^?]+/, 'department/4swtja84kmn5WCdwL'),
    })),
  },
  {
    name: 'what was just created is not found',
    operation: 'getDepartment',
    check: 'createdReadable',
    broken: on(200, ({ body }) => ({ status: 404, body })),
  },
  {
    name: 'a name is cut when it is stored',
    operation: 'createDepartment',
    check: 'changeShows',
    broken: changingDepartment(({ name, ...rest }) => ({
      ...rest,
      name: typeof name === 'string' ? name.slice(0, 3) : name,
    })),
  },
  {
    name: 'a flag is always stored the other way round',
    operation: 'createDepartment',
    check: 'changeShows',
    broken: changingDepartment(({ enabled, ...rest }) => ({
      ...rest,
      enabled: typeof enabled === 'boolean' ? !enabled : enabled,
    })),
  },
  {
    name: 'an address is not read any more',
    operation: 'getDepartment',
    check: 'changeShows',
    broken: on(200, ({ body }) => ({ body: withoutMember(body, 'email') })),
  },
  {
    name: 'a description is never stored',
    operation: 'createDepartment',
    check: 'changeShows',
    shownBy: 'getDepartment',
    broken: changingDepartment((department) => without(department, 'description')),
  },
  {
    name: 'an update is ignored',
    operation: 'updateDepartment',
    check: 'changeShows',
    shownBy: 'getDepartment',
    broken: changingDepartment(() => ({})),
  },
  {
    name: 'an update ignores one member',
    operation: 'updateDepartment',
    check: 'changeShows',
    broken: changingDepartment((department) => without(department, 'description')),
  },
  {
    name: 'an update takes a flag the other way round',
    operation: 'updateDepartment',
    check: 'changeShows',
    broken: changingDepartment(({ showOnRegistration, ...rest }) => ({
      ...rest,
      showOnRegistration: typeof showOnRegistration === 'boolean' ? !showOnRegistration : showOnRegistration,
    })),
  },
  {
    name: 'an update answers what was there before',
    operation: 'updateDepartment',
    check: 'changeShows',
    broken: (next) => async (request) => {
      const before = await bodyOf(await ask(next, 'GET', request.target));
      return answering(({ status }) => (status === 200 ? { body: before } : {}))(next)(request);
    },
  },
  {
    name: 'an update makes a new department',
    operation: 'updateDepartment',
    check: 'changeShows',
    shownBy: 'getDepartment',
    broken: (next) => async (request) => {
      const id = request.target.split('/').pop() ?? '';
      const before = await bodyOf(await ask(next, 'GET', request.target));
      const response = await next(request);
      await ask(next, 'PUT', `${DEPARTMENTS}/${id}`, restored(before));
      return response;
    },
  },
  {
    name: 'an update changes every department',
    operation: 'updateDepartment',
    check: 'neighbourKept',
    shownBy: 'getDepartment',
    broken: (next) => async (request) => {
      const response = await next(request);
      if (response.status !== 200) return response;
      for (const id of await identifiers(next)) await next({ ...request, target: `${DEPARTMENTS}/${id}` });
      return response;
    },
  },
  {
    name: 'a deletion does nothing',
    operation: 'deleteDepartment',
    check: 'deletedGone',
    shownBy: 'getDepartment',
    broken: (next) => async (request) => {
      const isReal = stringMember(departmentIn(await bodyOf(await ask(next, 'GET', request.target))), '_id');
      const headers = Object.entries(credentialsOf('rocketchat'));
      const isPermitted = headers.every(([name, value]) => request.headers[name] === value);
      const isAcceptable = !String(request.headers['accept']).includes('x-unknown');
      const isDone = isReal !== undefined && isPermitted && isAcceptable;
      return isDone ? always(200, { success: true })(next)(request) : next(request);
    },
  },
  {
    name: 'what is deleted is still listed',
    operation: 'listDepartments',
    check: 'deletedGone',
    broken: (next) => {
      const seen = new Map<unknown, unknown>();
      return answering(({ status, body }) => {
        if (status !== 200) return {};
        for (const one of items(member(body, 'departments'))) seen.set(member(one, '_id'), one);
        return { body: replaceAt(body, '/departments', [...seen.values()]) };
      })(next);
    },
  },
  {
    name: 'what is deleted is still read',
    operation: 'getDepartment',
    check: 'deletedGone',
    broken: (next) => {
      const seen = new Map<string, unknown>();
      return answering(({ status, body }, { target }) => {
        if (status !== 200) return {};
        if (departmentIn(body) !== null) seen.set(target, body);
        return { body: seen.get(target) ?? body };
      })(next);
    },
  },
  {
    name: 'a deletion takes all the new departments with it',
    operation: 'deleteDepartment',
    check: 'neighbourKept',
    shownBy: 'getDepartment',
    broken: (next) => async (request) => {
      const response = await next(request);
      if (response.status !== 200) return response;
      for (const id of await identifiers(next)) await ask(next, 'DELETE', `${DEPARTMENTS}/${id}`);
      return response;
    },
  },
  {
    name: 'an identifier is given twice while there is somebody who has it',
    operation: 'createDepartment',
    check: 'neighbourKept',
    shownBy: 'getDepartment',
    broken: (next) => {
      let last = '';
      return async (request) => {
        const found = await bodyOf(await ask(next, 'GET', `${DEPARTMENTS}/${last || 'none'}`));
        const taken = stringMember(departmentIn(found), '_id');
        return on(200, ({ body }) => {
          last = taken ?? String(member(departmentIn(body), '_id'));
          return { body: replaceAt(body, '/department/_id', last) };
        })(next)(request);
      };
    },
  },
];

/** Stores another department than the one that was sent, where that is valid. */
function changingDepartment(change: (department: Readonly<Record<string, unknown>>) => object): Broken {
  const changed = reading(({ body }) => ({
    body: replaceAt(body, '/department', change(Object(departmentIn(body)) as Record<string, unknown>)),
  }));
  return (next) => async (request) => {
    // what is wrong is refused as ever: it is what is stored that differs
    const isDepartment = typeof departmentIn(decode(request).body) === 'object';
    return isDepartment ? changed(next)(request) : next(request);
  };
}

function withoutMember(body: unknown, name: string): unknown {
  return member(departmentIn(body), name) === undefined
    ? body
    : replaceAt(body, `/department/${name}`, undefined);
}

async function bodyOf(response: Awaited<ReturnType<Handle>>): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readBody(response))) as unknown;
}

/** A request of the broken mock's own. */
function ask(next: Handle, method: string, target: string, body?: unknown) {
  const headers = { ...credentialsOf('rocketchat'), 'content-type': 'application/json' };
  const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body));
  return next({ method, target, headers, body: bytes });
}

/** The departments that were there at the start. */
function oldOnes(body: unknown): readonly unknown[] {
  return items(member(body, 'departments')).filter((one) => String(member(one, '_updatedAt')) < '2021');
}

/** The departments that were not there at the start. */
async function identifiers(next: Handle): Promise<readonly string[]> {
  const list = await bodyOf(await ask(next, 'GET', `${DEPARTMENTS}?count=0`));
  return items(member(list, 'departments'))
    .filter((one) => String(member(one, '_updatedAt')) > '2021')
    .map((one) => String(member(one, '_id')));
}

/** A body that puts a department back as it was. */
function restored(before: unknown): unknown {
  const department = Object(departmentIn(before)) as Record<string, unknown>;
  return { department: without(department, '_id', 'numAgents', '_updatedAt') };
}
