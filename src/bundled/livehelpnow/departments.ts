import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Department, Operations, Operator } from './operations.ts';

/** A department in the state. */
interface StoredDepartment extends Omit<Department, 'operators'> {
  /** Responses leave it out: the query parameter `active` filters by it. */
  readonly active: boolean;
  /** Responses have `operators` in its place, and only with `include_operators`. */
  readonly operatorIds: readonly number[];
}

/**
 * Lists the departments, filtered by `active` and by the operator of the token. The other parameters have no documented
 * effect.
 */
export const listDepartments: Behaviour<Operations['listDepartments']> = async ({ query }, tx) => {
  const departments = await tx.collection<StoredDepartment>('departments');
  const operators = await tx.collection<Operator>('operators');
  const callerId = Number(tx.identity?.item['operatorId']);
  const payload = departments
    .all()
    .filter(({ active }) => query.active === undefined || active === query.active)
    .filter(({ operatorIds }) => query.my_department_only !== true || operatorIds.includes(callerId))
    .map(({ active: _active, operatorIds, ...department }) => {
      if (query.include_operators !== true) return department;
      return { ...department, operators: operatorIds.flatMap((id) => operators.get(id) ?? []) };
    });
  return { status: 200, body: { payload, status: 'ok' } };
};
