import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Operations } from './operations.ts';
import type { Chat, Department } from './state.ts';

/** Open and closed chats that started between `start` and `end`, by the department's name. */
export const getChatsPerDepartment: Behaviour<Operations['getChatsPerDepartment']> = async (
  { query },
  tx,
) => {
  const chats = await tx.collection<Chat>('chats');
  const departments = await tx.collection<Department>('departments');
  const [start, end] = [Date.parse(query.start), Date.parse(query.end)];
  const counts = new Map<string, { open: number; closed: number }>();
  for (const { departmentId, open, startedAt } of chats.all()) {
    const department = departments.get(departmentId);
    const time = Date.parse(startedAt);
    const isAskedFor = query.departmentId === undefined || query.departmentId === departmentId;
    if (department === undefined || !isAskedFor || time < start || time > end) continue;
    const count = counts.get(department.name) ?? { open: 0, closed: 0 };
    count[open ? 'open' : 'closed'] += 1;
    counts.set(department.name, count);
  }
  counts.delete('success');
  return { status: 200, body: { ...Object.fromEntries(counts), success: true } };
};
