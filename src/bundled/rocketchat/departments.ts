import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Transaction } from '../../mock/state/transaction.ts';
import { agentsOf, assignAgents, departmentAgents } from './department-agents.ts';
import type { Operations } from './operations.ts';
import { compare, pageOf, pageQuery } from './page.ts';
import { ID_FORMAT, type Department } from './state.ts';

/** One page of the departments: `text` is looked for in the name, `enabled` filters when it is `true`. */
export const listDepartments: Behaviour<Operations['listDepartments']> = async ({ query }, tx) => {
  const departments = await tx.collection<Department>('departments');
  const text = (query.text ?? '').toLowerCase();
  const assignments = await departmentAgents(tx);
  const found = departments
    .all()
    .filter(({ name }) => name.toLowerCase().includes(text))
    .filter(({ enabled }) => enabled || query.enabled !== 'true')
    .map((department) => ({ ...department, numAgents: agentsOf(assignments, department._id).length }));
  const byName = (left: Department, right: Department) => compare(left.name, right.name);
  const { items, ...counts } = pageOf(found, pageQuery(query), byName);
  return { status: 200, body: { departments: items, ...counts, success: true } };
};

/** What was sent is stored; the identifier, the time and the number of agents are the server's. */
export const createDepartment: Behaviour<Operations['createDepartment']> = async ({ body }, tx) => {
  const { department, agents = [] } = body;
  const departments = await tx.collection<Department>('departments');
  const _id = tx.newId(ID_FORMAT);
  const stored = departments.put({ ...department, _id, ...changedNow(tx) });
  await assignAgents(tx, _id, agents);
  return { status: 200, body: { ...(await answered(tx, stored)), success: true } };
};

/** A department nobody has is `null`, with 200: the platform's way. */
export const getDepartment: Behaviour<Operations['getDepartment']> = async ({ path, query }, tx) => {
  const known = (await tx.collection<Department>('departments')).get(path._id);
  const { department, agents } = known ? await answered(tx, known) : { department: null, agents: [] };
  const withAgents = query.includeAgents === 'false' ? {} : { agents };
  return { status: 200, body: { department, ...withAgents, success: true } };
};

/** What is sent changes, the rest stays. */
export const updateDepartment: Behaviour<Operations['updateDepartment']> = async ({ path, body }, tx) => {
  const departments = await tx.collection<Department>('departments');
  const known = departments.get(path._id);
  if (known === undefined) return NOT_FOUND;
  const { department, agents = [] } = body;
  const stored = departments.put({ ...known, ...department, _id: known._id, ...changedNow(tx) });
  await assignAgents(tx, known._id, agents);
  return { status: 200, body: { ...(await answered(tx, stored)), success: true } };
};

/** Its assignments go with it. */
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

/** A stored department with its agents, as it is answered. */
async function answered(tx: Transaction, department: Department) {
  const agents = agentsOf(await departmentAgents(tx), department._id);
  return { department: { ...department, numAgents: agents.length }, agents };
}
