import { onDemand } from '../../base/on-demand.ts';
import type { RawResponse } from '../../http/message.ts';
import type { Call } from '../api.ts';
import type { Chosen } from '../control/controlled-request.ts';

/** Finds what a recording has. */
export const recordedReads = onDemand(() => import('./recorded-reads.ts'));

/** Returns what a recording has for a request, unless a behaviour or a chosen answer responds. */
export function recordedResponse(
  { api, operation, request, trace }: Call,
  chosen: Chosen | undefined,
): RawResponse | undefined {
  const { recorded, behaviours } = api;
  if (recorded === undefined || chosen?.takeAnswer(operation) !== undefined) return undefined;
  const isGiven = Object.hasOwn(behaviours.operations ?? {}, operation.id);
  const response = isGiven ? undefined : recorded.find(request, operation);
  if (response !== undefined) trace.answeredBy = 'recorded';
  return response;
}
