import type { Behaviour } from '../../mock/behaviour/behaviour.ts';
import type { Transaction } from '../../mock/state/transaction.ts';
import { tellEnabled } from './department-agents.ts';
import { failure, plainFailure } from './refusals/failures.ts';
import type { Operations } from './operations.ts';
import { pageOf, pageQuery } from './page.ts';
import type { Department } from './state.ts';
import { byName, visibleDepartments } from './visible-departments.ts';

/** Lists a page of the archived departments that fit the filters. */
export const listArchivedDepartments: Behaviour<Operations['listArchivedDepartments']> = async (
  { query },
  tx,
) => {
  const matching = (await visibleDepartments(tx, query)).filter(({ archived }) => archived === true);
  const { items, ...counts } = pageOf(matching, pageQuery(query), byName);
  return { status: 200, body: { departments: items, ...counts, success: true } };
};

/** Archives a department, which disables it and the assignments of its agents. */
export const archiveDepartment: Behaviour<Operations['archiveDepartment']> = async ({ path }, tx) => {
  const isKnown = await change(tx, path._id, { archived: true, enabled: false });
  if (!isKnown) return plainFailure('department-not-found');
  await tellEnabled(tx, path._id, false);
  return { status: 200, body: { success: true } };
};

/** Takes a department back out of the archive. It stays disabled; the assignments of its agents are enabled again. */
export const unarchiveDepartment: Behaviour<Operations['unarchiveDepartment']> = async ({ path }, tx) => {
  const isKnown = await change(tx, path._id, { archived: false });
  if (!isKnown) return failure('', 'department-not-found');
  await tellEnabled(tx, path._id, true);
  return { status: 200, body: { success: true } };
};

/** Changes members of a department. Returns false when there is none. */
async function change(tx: Transaction, _id: string, changed: Partial<Department>): Promise<boolean> {
  const departments = await tx.collection<Department>('departments');
  const known = departments.get(_id);
  if (known === undefined) return false;
  departments.put({ ...known, ...changed, _updatedAt: tx.now().toISOString() });
  return true;
}
