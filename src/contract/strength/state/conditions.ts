import type { Operation } from '../../../description/model/operation.ts';
import { withoutField } from '../making/messages.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

/** The conditions of requests, with the status that says that one is not met. */
const CONDITIONS = [
  ['if-none-match', '304'],
  ['if-match', '412'],
] as const;

/** Conditions that the server does not look at. */
export const ignoredConditions: StateBreaks = function* (context, { read, replace, update, delete: remove }) {
  const hasTag =
    read !== undefined &&
    context.recording.of(read.id).some(({ exchange }) => exchange.response.headers['etag'] !== undefined);
  for (const operation of [read, replace, update, remove]) {
    if (operation === undefined) continue;
    for (const [name, status] of CONDITIONS) {
      if (!takes(operation, name, status)) continue;
      yield* stateBreak(context, {
        operator: 'condition-ignored',
        operation,
        place: name,
        law: lawIf(
          hasTag && operation !== remove,
          'precondition: a request is done on its condition only (RFC 9110, section 13)',
        ),
        otherwise: 'no item has a tag that is sent back',
        layer: (server) => (request, id) =>
          server.send(
            id === operation.id ? { ...request, headers: withoutField(request.headers, name) } : request,
          ),
      });
    }
  }
};

function takes({ parameters, responses }: Operation, field: string, wanted: string): boolean {
  return (
    parameters.some(({ location, name }) => location === 'header' && name.toLowerCase() === field) &&
    responses.some(({ status }) => status === wanted)
  );
}
