import { messageOf } from '../../../base/error-message.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { SendContext, Target } from '../../target/target.ts';
import type { Break, Layer, Server } from '../model/break.ts';

/** Returns a server with one thing broken as a target; without a break, the server as it is. */
export function brokenTarget(server: Server, description: Description, broken?: Break): Target {
  const handle = broken === undefined ? undefined : layerOf(broken)(server);
  const isMeant = broken === undefined ? () => false : concernedBy(broken);
  return {
    name: 'mock',
    isDisposable: true,
    send: async (request, context) => {
      try {
        const id = idOf(description, request, context);
        const response =
          handle !== undefined && isMeant(id)
            ? await handle(request, id)
            : await server.send(request, context);
        return { kind: 'answered', response };
      } catch (error) {
        return { kind: 'dropped', reason: messageOf(error) };
      }
    },
    close: async () => {},
  };
}

/** Returns the layer that makes a fault of responses, or of the server. */
function layerOf({ fault, operationId }: Break): Layer {
  if (fault.kind === 'server') return fault.layer;
  return (server) => async (request, id) => {
    const response = await server.send(request);
    return id === operationId ? (fault.change({ request, response }) ?? response) : response;
  };
}

function concernedBy({ fault, operationId }: Break): (id: string) => boolean {
  const ids = new Set([operationId, ...(fault.kind === 'server' ? fault.shownBy : [])]);
  return (id) => ids.has(id);
}

/** Returns the operation that a request is for; `METHOD /path` for a method that its path does not have. */
function idOf(description: Description, request: RawRequest, context: SendContext | undefined): string {
  const named = description.operationById(context?.operation);
  const isAt = (path: string) => pathCaptures(path, request.target) !== undefined;
  if (named?.method === request.method) return named.id;
  const path = named?.path ?? description.operations.find((one) => isAt(one.path))?.path;
  return path === undefined ? '' : `${request.method} ${path}`;
}
