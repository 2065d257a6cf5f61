import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Transaction } from '../../mock/state/transaction.ts';
import type { Operations, QueueItem } from './operations.ts';
import { compare, pageOf, pageQuery } from './page.ts';
import type { Agent, Chat, Department } from './state.ts';

/** Counts the open chats of each agent in each department; those of offline agents only with `includeOfflineAgents`. */
export const getQueue: Behaviour<Operations['getQueue']> = async ({ query }, tx) => {
  const { departmentId, agentId } = query;
  const matching = (await queueItems(tx))
    .filter(({ department }) => departmentId === undefined || department._id === departmentId)
    .filter(({ user }) => agentId === undefined || user._id === agentId)
    .filter(({ user }) => user.status !== 'offline' || query.includeOfflineAgents === 'true');
  const { items, ...counts } = pageOf(matching, pageQuery(query), mostChatsFirst);
  return { status: 200, body: { queue: items, ...counts, success: true } };
};

async function queueItems(tx: Transaction): Promise<QueueItem[]> {
  const chats = await tx.collection<Chat>('chats');
  const agents = await tx.collection<Agent>('agents');
  const departments = await tx.collection<Department>('departments');
  const items = new Map<string, QueueItem>();
  for (const chat of chats.all()) {
    const user = agents.get(chat.agentId ?? '');
    const department = departments.get(chat.departmentId);
    if (!chat.open || user === undefined || department === undefined) continue;
    const { _id, name } = department;
    const key = `${user._id} ${_id}`;
    items.set(key, { chats: (items.get(key)?.chats ?? 0) + 1, user, department: { _id, name } });
  }
  return [...items.values()];
}

function mostChatsFirst(left: QueueItem, right: QueueItem): number {
  return (
    right.chats - left.chats ||
    compare(left.department.name, right.department.name) ||
    compare(left.user.username, right.user.username)
  );
}
