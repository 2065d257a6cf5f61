import type { Difference } from '../judge/difference.ts';

/** What the mock decides before it asks a behaviour. */
const BEFORE_BEHAVIOURS: readonly number[] = [400, 401, 403, 405, 406, 413, 415, 422];

/** What no behaviour should decide. */
const NOT_OF_BEHAVIOURS: readonly number[] = [401, 403, 405, 406];

/**
 * Returns the start of a behaviour that answers as the target does; undefined where the mock decides before it asks one, or
 * one case says too little.
 */
export function behaviourStub({ kind, operation, statuses, cases }: Difference): string | undefined {
  const { target, mock = 0 } = statuses;
  if (kind !== 'status' || target === undefined || cases.length < 2) return undefined;
  if (BEFORE_BEHAVIOURS.includes(mock) || NOT_OF_BEHAVIOURS.includes(target)) return undefined;
  const name = /^[A-Za-z_$][\w$]*$/.test(operation.id) ? operation.id : JSON.stringify(operation.id);
  const answer = target >= 400 ? `{ status: ${target}, reason: '…' }` : `{ status: ${target}, body: … }`;
  return [
    `${name}: async (request, tx) => {`,
    `  // where the mock answers ${mock}, such as to ${cases[0]}:`,
    `  return ${answer};`,
    '},',
  ].join('\n');
}
