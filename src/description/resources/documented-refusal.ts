import { responseFor, type Operation } from '../model/operation.ts';
import { successOf } from './body-content.ts';

/** True when an operation documents a refusal with this status: by itself, as `4XX`, or as `default`. */
export function documentsRefusal(operation: Operation, status: number): boolean {
  const documented = responseFor(operation, status);
  return documented !== undefined && documented !== successOf(operation);
}
