import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Transaction } from '../../mock/state/transaction.ts';
import { agentsOf, assignAgents, departmentAgents } from './department-agents.ts';
import type { Operations } from './operations.ts';
import { compare, pageOf, pageQuery } from './page.ts';
import { ID_FORMAT, type Department } from './state.ts';

/** Lists a page of the departments whose name contains `text`; only enabled ones when `enabled` is `true`. */
export const listDepartments: Behaviour<Operations['listDepartments']> = async ({ query }, tx) => {
  const departments = await tx.collection<Department>('departments');
  const text = (query.text ?? '').toLowerCase();
  const assignments = await departmentAgents(tx);
  const matching = departments
    .all()
    .filter(({ name }) => name.toLowerCase().includes(text))
    .filter(({ enabled }) => enabled || query.enabled !== 'true')
    .map((department) => ({ ...department, numAgents: agentsOf(assignments, department._id).length }));
  const byName = (left: Department, right: Department) => compare(left.name, right.name);
  const { items, ...counts } = pageOf(matching, pageQuery(query), byName);
  return { status: 200, body: { departments: items, ...counts, success: true } };
};

/** Creates a department. The server sets the identifier, the time and the number of agents. */
export const createDepartment: Behaviour<Operations['createDepartment']> = async ({ body }, tx) => {
  const { department, agents = [] } = body;
  const departments = await tx.collection<Department>('departments');
  const _id = tx.newId(ID_FORMAT);
  const stored = departments.put({ ...department, _id, ...changedNow(tx) });
  await assignAgents(tx, _id, agents);
  return { status: 200, body: { ...(await withAssignments(tx, stored)), success: true } };
};

/** Reads a department. The platform responds with 200 and `null` when there is none. */
export const getDepartment: Behaviour<Operations['getDepartment']> = async ({ path, query }, tx) => {
  const known = (await tx.collection<Department>('departments')).get(path._id);
  const { department, agents } = known ? await withAssignments(tx, known) : { department: null, agents: [] };
  const shownAgents = query.includeAgents === 'false' ? {} : { agents };
  return { status: 200, body: { department, ...shownAgents, success: true } };
};

/** Changes the members that are sent; the others stay. */
export const updateDepartment: Behaviour<Operations['updateDepartment']> = async ({ path, body }, tx) => {
  const departments = await tx.collection<Department>('departments');
  const known = departments.get(path._id);
  if (known === undefined) return NOT_FOUND;
  const { department, agents = [] } = body;
  const stored = departments.put({ ...known, ...department, _id: known._id, ...changedNow(tx) });
  await assignAgents(tx, known._id, agents);
  return { status: 200, body: { ...(await withAssignments(tx, stored)), success: true } };
};

/** Deletes a department and its assignments. */
export const deleteDepartment: Behaviour<Operations['deleteDepartment']> = async ({ path }, tx) => {
  const { _id } = path;
  const departments = await tx.collection<Department>('departments');
  if (!departments.delete(_id)) return NOT_FOUND;
  const assignments = await departmentAgents(tx);
  for (const assignment of agentsOf(assignments, _id)) assignments.delete(assignment._id);
  return { status: 200, body: { success: true } };
};

const NOT_FOUND = { status: 400, body: { success: false, error: 'Department not found' } } as const;

function changedNow(tx: Transaction) {
  return { _updatedAt: tx.now().toISOString() };
}

/** Returns a department with its assignments, as responses show it. */
async function withAssignments(tx: Transaction, department: Department) {
  const agents = agentsOf(await departmentAgents(tx), department._id);
  return { department: { ...department, numAgents: agents.length }, agents };
}
