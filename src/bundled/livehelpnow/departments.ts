import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Department, Operations, Operator } from './operations.ts';

/** A department as it is stored. */
interface StoredDepartment extends Omit<Department, 'operators'> {
  /** Not answered: only `active` asks for it. */
  readonly active: boolean;
  /** Not answered: `operators` is, with `include_operators`. */
  readonly operatorIds: readonly number[];
}

/** The departments, filtered by state and by the token's operator. The other parameters change nothing documented. */
export const listDepartments: Behaviour<Operations['listDepartments']> = async ({ query }, tx) => {
  const departments = await tx.collection<StoredDepartment>('departments');
  const operators = await tx.collection<Operator>('operators');
  const self = Number(tx.identity?.item['operatorId']);
  const payload = departments
    .all()
    .filter(({ active }) => query.active === undefined || active === query.active)
    .filter(({ operatorIds }) => query.my_department_only !== true || operatorIds.includes(self))
    .map(({ active: _active, operatorIds, ...department }) => {
      if (query.include_operators !== true) return department;
      return { ...department, operators: operatorIds.flatMap((id) => operators.get(id) ?? []) };
    });
  return { status: 200, body: { payload, status: 'ok' } };
};
