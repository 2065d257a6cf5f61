import type { Operation } from '../../../description/model/operation.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import type { Layer } from '../model/break.ts';
import { isSuccess } from '../making/messages.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

/** Creates, changes and deletions that are answered as ever, and not done. */
export const lostWrites: StateBreaks = function* (context, resource) {
  const { create, list, read, replace, update, delete: remove } = resource;
  const isShown = list !== undefined || read !== undefined;
  const otherwise = 'nothing reads or lists the items';
  const lost = (operation: Operation) => ({ operation, otherwise, layer: forgetting(operation) });
  if (create !== undefined) {
    const law = lawIf(isShown, 'createdReadable, createdListed: what was created can be read and is listed');
    yield* stateBreak(context, { ...lost(create), operator: 'create-lost', law });
  }
  for (const change of [replace, update]) {
    if (change === undefined) continue;
    const hasBody = change.requestBody?.content.some(isJsonContent) === true;
    const law = lawIf(
      isShown && hasBody && create !== undefined,
      'changeShows: what was sent is what is read',
    );
    yield* stateBreak(context, { ...lost(change), operator: 'change-lost', law });
  }
  if (remove !== undefined) {
    const law = lawIf(isShown && create !== undefined, 'deletedGone: what was deleted is gone');
    yield* stateBreak(context, { ...lost(remove), operator: 'delete-lost', law });
  }
};

/** Answers the requests of an operation, and then puts the state back. */
function forgetting({ id: broken }: Operation): Layer {
  return (server) => async (request, id) => {
    if (id !== broken) return server.send(request);
    const restore = await server.save();
    const response = await server.send(request);
    if (isSuccess(response)) await restore();
    return response;
  };
}
