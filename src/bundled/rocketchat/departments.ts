import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Transaction } from '../../mock/state/transaction.ts';
import { coercedDepartment, coercedText } from './coerce.ts';
import { agentsOf, assignAgents, departmentAgents, tellEnabled } from './department-agents.ts';
import { fallbackFault, forgetFallback } from './fallback-department.ts';
import { failure, NOT_FOUND, plainFailure } from './refusals/failures.ts';
import type { Operations } from './operations.ts';
import { pageOf, pageQuery } from './page.ts';
import { ID_FORMAT, type Department, type Unit } from './state.ts';
import { byName, restriction, visibleDepartments, withAgents } from './visible-departments.ts';

/** Lists a page of the departments that fit the filters: only enabled ones when `enabled` is `true`, and not the archived. */
export const listDepartments: Behaviour<Operations['listDepartments']> = async ({ query }, tx) => {
  const matching = (await visibleDepartments(tx, query))
    .filter(({ enabled }) => enabled || query.enabled !== 'true')
    .filter(({ archived }) => archived !== true || query.showArchived === 'true');
  const { items, ...counts } = pageOf(matching, pageQuery(query), byName);
  return { status: 200, body: { departments: items, ...counts, success: true } };
};

/** Creates a department. The server sets the identifier, the time and the number of agents. */
export const createDepartment: Behaviour<Operations['createDepartment']> = async ({ body }, tx) => {
  const departments = await tx.collection<Department>('departments');
  const sent = coercedDepartment(body.department);
  const fault = await fallbackFault(tx, sent.fallbackForwardDepartment);
  if (fault !== undefined) return fault;
  const _id = tx.newId(ID_FORMAT);
  const stored = departments.put({ ...sent, ...(await unitOf(tx, body)), _id, ...changedNow(tx) });
  await assignAgents(tx, stored, body.agents ?? []);
  return { status: 200, body: { ...(await withAssignments(tx, stored)), success: true } };
};

/**
 * Reads a department. The platform responds with 200 and `null` when there is none. Only those who may view departments see
 * the agents.
 */
export const getDepartment: Behaviour<Operations['getDepartment']> = async ({ path, query }, tx) => {
  const isMine = await restriction(tx, query.onlyMyDepartments);
  const known = (await tx.collection<Department>('departments')).get(path._id);
  const { department, agents } =
    known !== undefined && isMine(known)
      ? await withAssignments(tx, known)
      : { department: null, agents: [] };
  const maySee = tx.identity?.roles.includes('view-livechat-departments') ?? true;
  const shownAgents = query.includeAgents === 'true' && maySee ? { agents } : {};
  return { status: 200, body: { department, ...shownAgents, success: true } };
};

/** Changes the members that are sent; the others stay. */
export const updateDepartment: Behaviour<Operations['updateDepartment']> = async ({ path, body }, tx) => {
  const departments = await tx.collection<Department>('departments');
  const known = departments.get(path._id);
  if (known === undefined) return NOT_FOUND;
  const { department, agents = [] } = body;
  if (known.archived === true && department.enabled === true) return ARCHIVED;
  const fault = await fallbackFault(tx, department.fallbackForwardDepartment, known._id);
  if (fault !== undefined) return fault;
  const sent = { ...department, ...(await unitOf(tx, body)) };
  const stored = departments.put({ ...known, ...sent, _id: known._id, ...changedNow(tx) });
  await tellEnabled(tx, known._id, stored.enabled);
  await assignAgents(tx, stored, agents);
  return { status: 200, body: { ...(await withAssignments(tx, stored)), success: true } };
};

/** Deletes a department and its assignments. It is nobody's fallback any more. */
export const deleteDepartment: Behaviour<Operations['deleteDepartment']> = async ({ path }, tx) => {
  const { _id } = path;
  const departments = await tx.collection<Department>('departments');
  if (!departments.delete(_id)) return plainFailure('error-department-not-found');
  const assignments = await departmentAgents(tx);
  for (const assignment of agentsOf(assignments, _id)) assignments.delete(assignment._id);
  await forgetFallback(tx, _id);
  return { status: 200, body: { success: true } };
};

const ARCHIVED = failure('Archived departments cant be enabled', 'error-archived-department-cant-be-enabled');

/** Returns the members that a request for a known unit gives a department. */
async function unitOf(
  tx: Transaction,
  { departmentUnit }: { readonly departmentUnit?: { readonly _id?: unknown } },
): Promise<Partial<Department>> {
  if (departmentUnit?._id === undefined) return {};
  const unit = (await tx.collection<Unit>('units')).get(coercedText(departmentUnit._id));
  return unit === undefined ? {} : { parentId: unit._id, ancestors: [unit._id] };
}

function changedNow(tx: Transaction) {
  return { _updatedAt: tx.now().toISOString() };
}

/** Returns a department with its assignments, as responses show it. */
async function withAssignments(tx: Transaction, department: Department) {
  const agents = agentsOf(await departmentAgents(tx), department._id);
  return { department: withAgents(department, agents.length), agents };
}
