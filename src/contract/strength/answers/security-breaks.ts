import { readCredential } from '../../../codec/credential.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Break, ChangeAnswer, Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import {
  allowed,
  forbidden,
  makeBreak,
  type BreakContext,
  type BreakMaker,
} from '../making/break-context.ts';
import { isSuccess } from '../making/messages.ts';

/** Answers requests as if their credentials were right. */
export const securityBreaks: BreakMaker = async function* (context, operation) {
  const needs =
    operation.security.length > 0 && operation.security.every(({ schemes }) => schemes.length > 0);
  const carried = operation.security.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme));
  if (!needs || carried.every(({ carrier }) => carrier.kind === 'none')) return;
  const hasCredential = (request: RawRequest) =>
    carried.some((scheme) => scheme.carrier.kind !== 'none' && readCredential(request, scheme) !== undefined);
  const missing = acceptedWhere(context, operation, 401, (request) => !hasCredential(request));
  const wrong = acceptedWhere(context, operation, 401, hasCredential);
  const known = forbidden('credentialsEnforced: missing and wrong credentials are refused');
  yield* [
    broken(context, operation, { operator: 'missing-credential-taken', standing: known, change: missing }),
    broken(context, operation, { operator: 'wrong-credential-taken', standing: known, change: wrong }),
    ...ofRoles(context, operation),
  ].filter(({ operator }) => context.isWanted(operator));
};

function broken(
  context: BreakContext,
  { id }: Operation,
  {
    operator,
    standing,
    change,
  }: { readonly operator: OperatorName; readonly standing: Standing; readonly change: ChangeAnswer },
): Break {
  return makeBreak(context, {
    operator,
    operationId: id,
    place: operator === 'role-ignored' ? '403' : '401',
    standing,
    fault: { kind: 'answer', change },
  });
}

function ofRoles(context: BreakContext, operation: Operation): readonly Break[] {
  const roles = operation.security.flatMap(({ schemes }) => schemes.flatMap((one) => one.roles));
  if (roles.length === 0) return [];
  const hasOther = Object.entries(context.identities).some(
    ([name, { roles: own = [] }]) => name !== 'default' && !roles.every((role) => own.includes(role)),
  );
  const standing = hasOther
    ? forbidden('permissionsEnforced: an identity without the permission is refused')
    : allowed('no identity without the permission is known (--identity)');
  const change = acceptedWhere(context, operation, 403, () => true);
  return [broken(context, operation, { operator: 'role-ignored', standing, change })];
}

/** Answers a refused request with what a right one has got. */
function acceptedWhere(
  { recording }: BreakContext,
  { id }: Operation,
  status: number,
  isMeant: (request: RawRequest) => boolean,
): ChangeAnswer {
  const success = recording.answerOf(id, (one) => isSuccess({ status: one }));
  return ({ request, response }) => (response.status === status && isMeant(request) ? success : undefined);
}
