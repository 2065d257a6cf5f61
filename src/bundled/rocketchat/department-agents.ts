import type { Collection, Transaction } from '../../mock/state/transaction.ts';
import { ID_FORMAT, type Agent, type DepartmentAgent } from './state.ts';

/** The assignment of an agent in a request. */
interface AgentInput {
  readonly agentId: string;
  readonly count?: number;
  readonly order?: number;
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

/** Adds or changes the assignments in a request. Other assignments stay; unknown agents are ignored. */
export async function assignAgents(
  tx: Transaction,
  departmentId: string,
  inputs: readonly AgentInput[],
): Promise<void> {
  const assignments = await departmentAgents(tx);
  const agents = await tx.collection<Agent>('agents');
  for (const input of inputs) {
    const agent = agents.get(input.agentId);
    if (agent === undefined) continue;
    const known = agentsOf(assignments, departmentId).find(({ agentId }) => agentId === agent._id);
    assignments.put({
      _id: known?._id ?? tx.newId(ID_FORMAT),
      agentId: agent._id,
      departmentId,
      username: agent.username,
      count: input.count ?? known?.count ?? 0,
      order: input.order ?? known?.order ?? 0,
      _updatedAt: tx.now().toISOString(),
    });
  }
}
