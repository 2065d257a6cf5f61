import type { RawRequest, WholeResponse } from '../../../http/message.ts';
import type { Server } from '../model/break.ts';

/** A server that knows what was last asked of it, so that it can be told whether a layer does anything. */
interface Watch {
  readonly server: Server;
  /** True where a layer has not just passed on a request and its response. */
  readonly isOtherwise: (request: RawRequest, response: WholeResponse) => boolean;
}

export function watching(server: Server): Watch {
  let asked: readonly RawRequest[] = [];
  let last: WholeResponse | undefined;
  let isSaved = false;
  return {
    server: {
      send: async (request, context) => {
        last = await server.send(request, context);
        asked = [...asked, request];
        return last;
      },
      save: async () => {
        const restore = await server.save();
        return async () => {
          isSaved = true;
          await restore();
        };
      },
    },
    isOtherwise: (request, response) => {
      const isSame = asked.length === 1 && asked[0] === request && last === response && !isSaved;
      asked = [];
      isSaved = false;
      return !isSame;
    },
  };
}
