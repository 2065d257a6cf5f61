import { members } from '../../../src/base/json.ts';
import { permitted } from './asked.ts';
import { always, answering, on, reading, when, type Fault } from './fault.ts';

const POWERLESS = when(
  ({ headers }) => headers['x-user-id'] === 'no-permissions',
  reading((asked) => permitted(asked)),
);

/** The rest of a department's life: its agents, the archive, and look-ups. */
export const DEPARTMENT_FAULTS: readonly Fault[] = [
  {
    name: 'the page of agents has no total',
    operation: 'listDepartmentAgents',
    check: 'body',
    broken: on(200, ({ body }) => ({
      body: Object.fromEntries(members(body).filter(([name]) => name !== 'total')),
    })),
  },
  {
    name: 'agents without a username are saved',
    operation: 'saveDepartmentAgents',
    check: 'invalidRefused',
    broken: answering(({ status }) => (status === 400 ? { status: 200, body: { success: true } } : {})),
  },
  {
    name: 'whoever is logged in may archive',
    operation: 'archiveDepartment',
    check: 'permissionsEnforced',
    broken: POWERLESS,
  },
  {
    name: 'what is taken back is answered 204',
    operation: 'unarchiveDepartment',
    check: 'status',
    broken: on(200, () => ({ status: 204, body: undefined })),
  },
  {
    name: 'the archive fails',
    operation: 'listArchivedDepartments',
    check: 'serverError',
    broken: always(500, { success: false, error: 'no archive' }),
  },
  {
    name: 'the suggestions are texts',
    operation: 'autocompleteDepartments',
    check: 'body',
    broken: on(200, () => ({ body: { items: ['Sales'], success: true } })),
  },
  {
    name: 'whoever is logged in may list by identifiers',
    operation: 'listDepartmentsByIds',
    check: 'permissionsEnforced',
    broken: POWERLESS,
  },
  {
    name: 'the answer is a text',
    operation: 'isDepartmentCreationAvailable',
    check: 'body',
    broken: on(200, () => ({ body: { isDepartmentCreationAvailable: 'yes', success: true } })),
  },
];
