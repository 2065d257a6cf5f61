import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import { agentsOf, assignAgents, departmentAgents, removeAgents } from './department-agents.ts';
import { NOT_FOUND } from './refusals/failures.ts';
import type { Operations } from './operations.ts';
import { compare, pageOf, pageQuery } from './page.ts';
import type { Department, DepartmentAgent } from './state.ts';

/** Lists a page of a department's assignments; an unknown department has none. */
export const listDepartmentAgents: Behaviour<Operations['listDepartmentAgents']> = async (
  { path, query },
  tx,
) => {
  const assignments = agentsOf(await departmentAgents(tx), path._id);
  const byUsername = (left: DepartmentAgent, right: DepartmentAgent) =>
    compare(left.username, right.username);
  const { items, ...counts } = pageOf(assignments, pageQuery(query), byUsername);
  return { status: 200, body: { agents: items, ...counts, success: true } };
};

/** Deletes the assignments in `remove`, then adds or changes those in `upsert`. */
export const saveDepartmentAgents: Behaviour<Operations['saveDepartmentAgents']> = async (
  { path, body },
  tx,
) => {
  const department = (await tx.collection<Department>('departments')).get(path._id);
  if (department === undefined) return NOT_FOUND;
  await removeAgents(tx, path._id, body.remove);
  await assignAgents(tx, department, body.upsert.map(withNumbers));
  return { status: 200, body: { success: true } };
};

/** Null is 0 here, where it is left out for a new department. */
function withNumbers<Sent extends { readonly count?: unknown; readonly order?: unknown }>(sent: Sent) {
  const { count, order } = sent;
  return { ...sent, ...(count === null && { count: 0 }), ...(order === null && { order: 0 }) };
}
