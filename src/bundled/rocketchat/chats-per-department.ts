import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Operations } from './operations.ts';
import type { Chat, Department } from './state.ts';

/** Counts the open and the closed chats that started between `start` and `end`, by the name of their department. */
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
    const isSelected = query.departmentId === undefined || query.departmentId === departmentId;
    if (department === undefined || !isSelected || time < start || time > end) continue;
    const count = counts.get(department.name) ?? { open: 0, closed: 0 };
    count[open ? 'open' : 'closed'] += 1;
    counts.set(department.name, count);
  }
  counts.delete('success'); // a department of this name would hide the member `success` of the response
  return { status: 200, body: { ...Object.fromEntries(counts), success: true } };
};
