import type { Operation } from '../../../description/model/operation.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { Break } from '../model/break.ts';
import { forbiddenIf, makeBreak, type BreakContext } from '../making/break-context.ts';
import { withField } from '../making/messages.ts';

/** Lets Location lead elsewhere. */
export function* locationElsewhere(context: BreakContext, operation: Operation): Iterable<Break> {
  const isSent = context.recording
    .of(operation.id)
    .some(({ exchange }) => exchange.response.status === 201 && exchange.response.headers['location']);
  if (!isSent) return;
  const read = context.resources.find(({ create }) => create === operation)?.read;
  const elsewhere = (response: WholeResponse) =>
    withField(response, 'location', `${String(response.headers['location'])}-elsewhere`);
  yield makeBreak(context, {
    operator: 'location-elsewhere',
    operationId: operation.id,
    place: '201 Location',
    standing: forbiddenIf(
      read !== undefined,
      'located: the Location field leads to what was created',
      'what was created cannot be read',
    ),
    fault: {
      kind: 'server',
      shownBy: read === undefined ? [] : [read.id],
      layer: (server) => async (request, id) => {
        const response = await server.send(request);
        const isMeant = id === operation.id && response.status === 201;
        return isMeant && response.headers['location'] !== undefined ? elsewhere(response) : response;
      },
    },
  });
}

/** Keeps an ETag, whatever changes. */
export function* tagStuck(context: BreakContext, operation: Operation): Iterable<Break> {
  const isSent = context.recording.of(operation.id).some(({ exchange }) => exchange.response.headers['etag']);
  if (!isSent || operation.method !== 'GET') return;
  const resource = context.resources.find(({ read }) => read === operation);
  const writers = [resource?.replace, resource?.update].flatMap((one) => (one === undefined ? [] : [one.id]));
  yield makeBreak(context, {
    operator: 'tag-stuck',
    operationId: operation.id,
    place: 'ETag',
    standing: forbiddenIf(
      writers.length > 0,
      'tagChanges: what has changed has another ETag',
      'nothing changes what it reads',
    ),
    fault: {
      kind: 'server',
      shownBy: writers,
      layer: (server) => async (request, id) => {
        const response = await server.send(request);
        const isMeant = id === operation.id && response.headers['etag'] !== undefined;
        return isMeant ? withField(response, 'etag', '"stuck"') : response;
      },
    },
  });
}
