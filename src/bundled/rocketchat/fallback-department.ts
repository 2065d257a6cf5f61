import type { Transaction } from '../../mock/state/transaction.ts';
import { failure } from './refusals/failures.ts';
import type { Department } from './state.ts';

/**
 * Returns the refusal of a fallback department, which has to be another one that there is. The empty text means none.
 * `_id`: the department that is changed, if it is not a new one.
 */
export async function fallbackFault(tx: Transaction, fallback: unknown, _id?: string) {
  if (typeof fallback !== 'string' || fallback === '') return undefined;
  if (fallback === _id) return CIRCULAR;
  return (await tx.collection<Department>('departments')).get(fallback) === undefined ? UNKNOWN : undefined;
}

const CIRCULAR = failure(
  'Cannot save department. Circular reference between fallback department and department',
  'error-fallback-department-circular',
);
const UNKNOWN = failure('Fallback department not found', 'error-fallback-department-not-found');

/** Takes a department that is gone out of those that fall back on it. */
export async function forgetFallback(tx: Transaction, gone: string): Promise<void> {
  const departments = await tx.collection<Department>('departments');
  for (const department of departments.all()) {
    const { fallbackForwardDepartment, ...others } = department;
    if (fallbackForwardDepartment === gone) departments.put(others);
  }
}
