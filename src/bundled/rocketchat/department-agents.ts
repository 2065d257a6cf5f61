import type { Collection, Transaction } from '../../mock/state/transaction.ts';
import { ID_FORMAT, type Agent, type DepartmentAgent } from './state.ts';

/** An agent as a request names it. */
interface AgentInput {
  readonly agentId: string;
  readonly count?: number;
  readonly order?: number;
}

export function departmentAgents(tx: Transaction): Promise<Collection<DepartmentAgent>> {
  return tx.collection<DepartmentAgent>('departmentAgents');
}

/** The assignments of a department, in the order in which they were made. */
export function agentsOf(
  assignments: Collection<DepartmentAgent>,
  departmentId: string,
): readonly DepartmentAgent[] {
  return assignments.all().filter((assignment) => assignment.departmentId === departmentId);
}

/** Adds or changes the agents that are named; those who are not named stay. Unknown agents are left out. */
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
