import type { Operation } from '../../../description/model/operation.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { Layer } from '../model/break.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

/** Reads and lists that show what was there first. */
export const staleReads: StateBreaks = function* (context, { create, list, read, replace, update }) {
  const isChanged = replace !== undefined || update !== undefined;
  if (read !== undefined) {
    yield* stateBreak(context, {
      operator: 'read-stale',
      operation: read,
      law: lawIf(create !== undefined && isChanged, 'changeShows: what was sent is what is read'),
      otherwise: 'nothing changes the items',
      layer: stale(read),
    });
  }
  if (list === undefined) return;
  yield* stateBreak(context, {
    operator: 'list-stale',
    operation: list,
    law: lawIf(create !== undefined, 'createdListed: what was created is listed'),
    otherwise: 'nothing creates items',
    layer: stale(list),
  });
};

/** Answers each request with the success that it got first. */
function stale({ id: broken }: Operation): Layer {
  return (server) => {
    const known = new Map<string, WholeResponse>();
    return async (request, id) => {
      const response = await server.send(request);
      if (id !== broken || response.status !== 200) return response;
      const first = known.get(request.target) ?? response;
      known.set(request.target, first);
      return first;
    };
  };
}
