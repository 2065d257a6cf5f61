import { encodeText } from '../../../http/charset.ts';
import type { Break, ChangeAnswer } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import {
  allowed,
  forbidden,
  makeBreak,
  type BreakContext,
  type BreakMaker,
} from '../making/break-context.ts';
import { isRefusal, withField, withStatus } from '../making/messages.ts';

/** Breaks the responses to methods that a path does not have. */
export async function* methodBreaks(context: BreakContext): AsyncIterable<Break> {
  const { recording, description, isWanted } = context;
  const undocumented = recording.operationIds.filter(
    (id) => id !== '' && description.operationById(id) === undefined,
  );
  const changes: readonly (readonly [OperatorName, ChangeAnswer])[] = [
    ['method-taken', ({ response }) => (isRefusal(response) ? TAKEN : undefined)],
    [
      'method-unnamed',
      ({ response }) => (response.status === 405 ? withField(response, 'allow', undefined) : undefined),
    ],
    ['method-error', ({ response }) => (isRefusal(response) ? withStatus(response, 500) : undefined)],
  ];
  for (const operationId of undocumented) {
    for (const [operator, change] of changes.filter(([name]) => isWanted(name))) {
      yield makeBreak(context, {
        operator,
        operationId,
        place: '405',
        standing: forbidden('methodRefused: a method that is not documented is refused with 405 and Allow'),
        fault: { kind: 'answer', change },
      });
    }
  }
}

const TAKEN = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: encodeText('{}'),
};

/** Breaks the responses to HEAD, where that is documented. */
export const headBreaks: BreakMaker = async function* (context, operation) {
  if (operation.method !== 'HEAD' || !context.isWanted('head-otherwise')) return;
  const get = context.description.operations.find(
    ({ method, path }) => method === 'GET' && path === operation.path,
  );
  yield makeBreak(context, {
    operator: 'head-otherwise',
    operationId: operation.id,
    place: '200 Content-Type',
    standing:
      get === undefined
        ? allowed('there is no GET')
        : forbidden('headAgrees: HEAD is answered as GET is (RFC 9110, section 9.3.2)'),
    fault: {
      kind: 'server',
      shownBy: get === undefined ? [] : [get.id],
      layer: (server) => async (request, id) => {
        const response = await server.send(request);
        return id === operation.id ? withField(response, 'content-type', 'text/odd') : response;
      },
    },
  });
};
