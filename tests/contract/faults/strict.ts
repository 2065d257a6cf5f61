import { member } from '../../../src/base/json.ts';
import { agentsIn, queryOf } from './asked.ts';
import { always, when, type Fault } from './fault.ts';

const REFUSED = always(400, { success: false, error: 'no' });

/** Right requests that are refused. */
export const STRICT_FAULTS: readonly Fault[] = [
  {
    name: 'an optional parameter is refused',
    operation: 'getDepartment',
    check: 'validAccepted',
    broken: when((asked) => queryOf(asked, 'includeAgents') !== undefined, REFUSED),
  },
  {
    name: 'agents are refused',
    operation: 'createDepartment',
    check: 'validAccepted',
    broken: when(({ body }) => agentsIn(body).length > 0, REFUSED),
  },
  {
    name: 'a documented body is refused',
    operation: 'updateDepartment',
    check: 'validAccepted',
    broken: when(
      ({ body }) => agentsIn(body).some((agent) => member(agent, 'username') === 'john.doe'),
      REFUSED,
    ),
  },
  {
    name: 'the documented dates are refused: the end is before the start',
    operation: 'getChatsPerDepartment',
    check: 'validAccepted',
    broken: when((asked) => String(queryOf(asked, 'end')) < String(queryOf(asked, 'start')), REFUSED),
  },
  {
    name: 'a sort by two fields is refused',
    operation: 'getQueue',
    check: 'validAccepted',
    broken: when((asked) => (queryOf(asked, 'sort') ?? '').includes(','), REFUSED),
  },
  {
    name: 'what is optional has to be there',
    operation: 'listDepartments',
    check: 'validAccepted',
    broken: when((asked) => queryOf(asked, 'count') === undefined, REFUSED),
  },
  {
    name: 'operators are refused',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'validAccepted',
    broken: when(
      (asked) => queryOf(asked, 'include_operators') === 'true',
      always(400, { payload: [], status: 'error' }),
    ),
  },
];
