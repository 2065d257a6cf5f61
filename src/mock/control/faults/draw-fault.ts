import { randomFor } from '../../../base/random.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { drawFailure } from './fail-rates.ts';
import type { Fault } from './fault.ts';
import type { FaultRules } from './fault-settings.ts';
import { drawDelay } from './latency.ts';

/**
 * Draws the fault of a request, the one with this number in its namespace; undefined where none is due. The numbers come
 * from a stream of their own: no generated value depends on them, and no delay on whether responses fail.
 */
export function drawFault(
  rules: FaultRules,
  { id, method, path }: Pick<Operation, 'id' | 'method' | 'path'>,
  { seed, count }: { readonly seed: number; readonly count: number },
): Fault | undefined {
  const { operations } = rules;
  const { latency, fail } = operations.get(id) ?? operations.get(`${method} ${path}`) ?? rules;
  const delay = latency === undefined ? 0 : drawDelay(latency, randomFor(seed, 'latency', String(count)));
  const failure =
    fail === undefined ? undefined : drawFailure(fail, randomFor(seed, 'failure', String(count)));
  return delay > 0 || failure !== undefined ? { delay, failure } : undefined;
}
