import { isObject } from '../../../src/base/json.ts';
import { timesGiven } from './asked.ts';
import { always, when, type Broken, type Fault } from './fault.ts';

const FAILED = always(500, { message: 'something went wrong' });

/** The connection is cut. */
const CUT: Broken = () => () => Promise.reject(new Error('the connection was reset'));

/** Requests that a server falls over. */
export const FAILING_FAULTS: readonly Fault[] = [
  {
    name: 'every request is refused as invalid',
    operation: 'createDepartment',
    check: 'reached',
    broken: always(400, { success: false, error: 'no more departments' }),
  },
  {
    name: 'an Accept that nothing fits is a server error',
    operation: 'listDepartments',
    check: 'serverError',
    broken: when(({ headers }) => headers['accept'] === 'application/x-unknown', FAILED),
  },
  {
    name: 'another content type is a server error',
    operation: 'updateDepartment',
    check: 'serverError',
    broken: when(({ headers }) => headers['content-type'] === 'application/x-unknown', FAILED),
  },
  {
    name: 'malformed JSON is a server error',
    operation: 'createDepartment',
    check: 'serverError',
    broken: when(({ body }) => body === undefined, FAILED),
  },
  {
    name: 'an item that does not exist is a server error',
    operation: 'deleteDepartment',
    check: 'serverError',
    broken: when(({ target }) => !/\/[A-Za-z0-9]{17}$/.test(target), FAILED),
  },
  {
    name: 'a parameter given twice is a server error',
    operation: 'getDepartment',
    check: 'serverError',
    broken: when((asked) => timesGiven(asked, 'includeAgents') > 1, FAILED),
  },
  {
    name: 'a wrong token is a server error',
    operation: 'getChatsPerDepartment',
    check: 'serverError',
    broken: when(({ headers }) => headers['x-auth-token'] === 'wrong-credential', FAILED),
  },
  {
    name: 'an invalid body cuts the connection',
    operation: 'updateDepartment',
    check: 'answered',
    broken: when(({ body }) => !isObject(body) || !isObject(body['department']), CUT),
  },
  {
    name: 'a wrong token cuts the connection',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'answered',
    broken: when(({ headers }) => String(headers['authorization']).endsWith('wrong-credential'), CUT),
  },
];
