import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Operations } from './operations.ts';
import type { Department } from './state.ts';
import { byName, visibleDepartments } from './visible-departments.ts';

/** Suggests departments by a part of their name. With `showArchived`, the product leaves out those that were taken back. */
export const autocompleteDepartments: Behaviour<Operations['autocompleteDepartments']> = async (
  { query },
  tx,
) => {
  const { term, exceptions = [], conditions = {} } = query.selector;
  const hidden = query.showArchived !== 'true';
  const found = await visibleDepartments(tx, { text: term, onlyMyDepartments: query.onlyMyDepartments });
  const items = found
    .filter(({ _id }) => !exceptions.includes(_id))
    .filter(({ archived }) => archived !== hidden)
    .filter((department) => fits(department, conditions))
    .toSorted(byName)
    .map(({ _id, name }) => ({ _id, name }));
  return { status: 200, body: { items, success: true } };
};

/** True where the members have these values. A member that is absent counts as null. */
function fits(department: Department, conditions: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(conditions).every(
    ([name, value]) => (Object.hasOwn(department, name) ? department[name] : null) === value,
  );
}

/** Lists the departments with these identifiers, in the order in which they were created. */
export const listDepartmentsByIds: Behaviour<Operations['listDepartmentsByIds']> = async ({ query }, tx) => {
  const wanted = new Set(query['ids[]']);
  const departments = (await visibleDepartments(tx, {})).filter(({ _id }) => wanted.has(_id));
  return { status: 200, body: { departments, success: true } };
};

/** Says that a department may be created, as the product does with its premium edition. */
export const isDepartmentCreationAvailable: Behaviour<Operations['isDepartmentCreationAvailable']> = () => ({
  status: 200,
  body: { isDepartmentCreationAvailable: true, success: true },
});
