import { defineBehaviours } from '../../mock/behaviour/behaviour.ts';
import { listDepartments } from './departments.ts';
import type { Operations } from './operations.ts';

/** The behaviours of LiveHelpNow, as its documentation describes them. */
export const livehelpnow = defineBehaviours<Operations>({
  isPure: true,
  operations: { listDepartments },
  collections: {
    departments: { key: 'department_id', schema: 'Department' },
    operators: { key: 'id', schema: 'Operator' },
  },
});
