import type { Transaction } from '../../mock/state/transaction.ts';
import { departmentAgents, agentsOf } from './department-agents.ts';
import { compare } from './page.ts';
import type { Department, Unit } from './state.ts';

/** The filters that the lists of departments have in common. */
interface Filters {
  readonly text?: string | undefined;
  readonly excludeDepartmentId?: string | undefined;
  readonly onlyMyDepartments?: string | undefined;
}

/** Returns the departments that fit the filters, with the number of their agents. `text`: a part of the name, in any case. */
export async function visibleDepartments(
  tx: Transaction,
  { text = '', excludeDepartmentId, onlyMyDepartments }: Filters,
): Promise<ShownDepartment[]> {
  const part = text.toLowerCase();
  const isMine = await restriction(tx, onlyMyDepartments);
  const assignments = await departmentAgents(tx);
  return (await tx.collection<Department>('departments'))
    .all()
    .filter(({ name }) => name.toLowerCase().includes(part))
    .filter(
      ({ _id }) =>
        excludeDepartmentId === undefined || excludeDepartmentId === '' || _id !== excludeDepartmentId,
    )
    .filter(isMine)
    .map((department) => withAgents(department, agentsOf(assignments, department._id).length));
}

type ShownDepartment = Department & { readonly numAgents: number };

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

/**
 * Returns which departments `onlyMyDepartments` leaves: for a monitor, those of the monitored units; for anybody else, all.
 */
export async function restriction(
  tx: Transaction,
  onlyMyDepartments: string | undefined,
): Promise<(department: Department) => boolean> {
  const { identity } = tx;
  if (onlyMyDepartments !== 'true' || identity?.roles.includes('livechat-monitor') !== true)
    return () => true;
  const units = (await tx.collection<Unit>('units'))
    .all()
    .filter(({ monitors }) => monitors.includes(identity.id));
  const mine = new Set(units.map(({ _id }) => _id));
  return ({ ancestors = [] }) => ancestors.some((unit) => mine.has(unit));
}

export function byName(left: Department, right: Department): number {
  return compare(left.name, right.name);
}
