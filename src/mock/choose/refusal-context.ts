import { headerValue } from '../../http/message.ts';
import type { Call } from '../api.ts';
import type { RefusalContext } from '../refuse/refusal.ts';

/** Returns the context in which a refusal of the request is written. */
export function refusalContext({
  api,
  request,
  operation,
  preferences,
}: Omit<Call, 'operation' | 'trace'> & Pick<RefusalContext, 'operation'>): RefusalContext {
  const { description, behaviours } = api;
  const accept = headerValue(request.headers, 'accept');
  return { description, behaviours, request, operation, example: preferences.example, accept };
}
