import type { Collection, Transaction } from '../../mock/state/transaction.ts';
import { coercedNumber, coercedText } from './coerce.ts';
import { ID_FORMAT, type Agent, type Department, type DepartmentAgent } from './state.ts';

/** The assignment of an agent in a request, before its values are turned into the types of the state. */
interface AgentInput {
  readonly agentId: unknown;
  readonly count?: unknown;
  readonly order?: unknown;
}

/** Opens the collection of all assignments. */
export function departmentAgents(tx: Transaction): Promise<Collection<DepartmentAgent>> {
  return tx.collection<DepartmentAgent>('departmentAgents');
}

/** Returns the assignments of a department, in the order in which they were created. */
export function agentsOf(
  assignments: Collection<DepartmentAgent>,
  departmentId: string,
): readonly DepartmentAgent[] {
  return assignments.all().filter((assignment) => assignment.departmentId === departmentId);
}

export type ShownDepartment = Department & { readonly numAgents: number };

/** The stored departments as they were shown last: the same ones are written, and judged, once. */
const shown = new WeakMap<Department, ShownDepartment>();

/** Returns a department with the number of its agents, as responses show it. */
export function withAgents(department: Department, numAgents: number): ShownDepartment {
  const known = shown.get(department);
  if (known?.numAgents === numAgents) return known;
  const made = { ...department, numAgents };
  if (!Object.isFrozen(department)) return made;
  shown.set(department, Object.freeze(made));
  return made;
}

/** Adds or changes the assignments in a request. Other assignments stay; unknown agents are ignored. */
export async function assignAgents(
  tx: Transaction,
  { _id: departmentId, enabled }: Pick<Department, '_id' | 'enabled'>,
  inputs: readonly AgentInput[],
): Promise<void> {
  const assignments = await departmentAgents(tx);
  const agents = await tx.collection<Agent>('agents');
  for (const input of inputs) {
    const agent = agents.get(coercedText(input.agentId));
    if (agent === undefined) continue;
    const known = agentsOf(assignments, departmentId).find(({ agentId }) => agentId === agent._id);
    assignments.put({
      _id: known?._id ?? tx.newId(ID_FORMAT),
      agentId: agent._id,
      departmentId,
      username: agent.username,
      count: coercedNumber(input.count) ?? known?.count ?? 0,
      order: coercedNumber(input.order) ?? known?.order ?? 0,
      ...(known !== undefined && known.departmentEnabled === undefined ? {} : { departmentEnabled: enabled }),
      _updatedAt: tx.now().toISOString(),
    });
  }
}

/** Deletes assignments of a department, by the agents. */
export async function removeAgents(
  tx: Transaction,
  departmentId: string,
  inputs: readonly AgentInput[],
): Promise<void> {
  const assignments = await departmentAgents(tx);
  const gone = new Set(inputs.map(({ agentId }) => coercedText(agentId)));
  for (const { _id, agentId } of agentsOf(assignments, departmentId)) {
    if (gone.has(agentId)) assignments.delete(_id);
  }
}

/** Tells the assignments that show it whether their department is enabled. */
export async function tellEnabled(tx: Transaction, departmentId: string, enabled: boolean): Promise<void> {
  const assignments = await departmentAgents(tx);
  for (const assignment of agentsOf(assignments, departmentId)) {
    const { departmentEnabled } = assignment;
    if (departmentEnabled !== undefined && departmentEnabled !== enabled)
      assignments.put({ ...assignment, departmentEnabled: enabled });
  }
}
