import type { Operation } from '../../../description/model/operation.ts';
import type { WholeResponse } from '../../../http/message.ts';
import { pathOf, queryOf } from '../../../http/request-target.ts';
import type { Layer } from '../model/break.ts';
import { isSuccess } from '../making/messages.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

/** Items that are taken for each other. */
export const mixedUp: StateBreaks = function* (context, resource) {
  const { create, list, read, replace, update, delete: remove } = resource;
  const isIdentified = [list, read, replace, update, remove].some((one) => one !== undefined);
  if (create !== undefined) {
    yield* stateBreak(context, {
      operator: 'identifier-twice',
      operation: create,
      law: lawIf(isIdentified, 'identifiersDiffer: no two items have one identifier'),
      layer: answeringFirst(create),
    });
  }
  if (read === undefined) return;
  const isMade = create !== undefined;
  yield* stateBreak(context, {
    operator: 'other-read',
    operation: read,
    law: lawIf(isMade, 'otherItem: another item than the one asked for is not answered'),
    layer: readingOther(read),
  });
  for (const change of [replace, update]) {
    if (change === undefined) continue;
    yield* stateBreak(context, {
      operator: 'other-changed',
      operation: change,
      shownBy: [read],
      law: lawIf(isMade, 'neighbourKept: a change to one item leaves the others alone'),
      layer: changingOther(change, read),
    });
  }
};

/** Answers each create as the first one. */
function answeringFirst({ id: broken }: Operation): Layer {
  return (server) => {
    let first: WholeResponse | undefined;
    return async (request, id) => {
      const response = await server.send(request);
      if (id !== broken || !isSuccess(response)) return response;
      first ??= response;
      return first;
    };
  };
}

/** Answers a read with what another item had when it was read last. */
function readingOther({ id: broken }: Operation): Layer {
  return (server) => {
    const known = new Map<string, WholeResponse>();
    return async (request, id) => {
      const response = await server.send(request);
      if (id !== broken || response.status !== 200) return response;
      const path = pathOf(request.target);
      const [other] = [...known].filter(([one]) => one !== path).toReversed();
      known.set(path, response);
      return other?.[1] ?? response;
    };
  };
}

/** Does what it does to an item also to the one that was read before it. */
function changingOther({ id: broken }: Operation, read: Operation): Layer {
  return (server) => {
    const known = new Set<string>();
    return async (request, id) => {
      const response = await server.send(request);
      const path = pathOf(request.target);
      if (id === read.id && isSuccess(response)) {
        known.delete(path);
        known.add(path);
      }
      if (id !== broken || !isSuccess(response)) return response;
      const query = queryOf(request.target);
      for (const other of [...known].filter((one) => one !== path).slice(-MOST_OTHERS)) {
        await server.send({ ...request, target: query === '' ? other : `${other}?${query}` });
      }
      return response;
    };
  };
}

/** So many of the items that were read last are changed as well. */
const MOST_OTHERS = 3;
