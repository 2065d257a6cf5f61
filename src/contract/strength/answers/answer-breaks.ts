import { responseFor, type Operation } from '../../../description/model/operation.ts';
import { meaningOfUndocumented } from '../../refusals/refusal-table.ts';
import type { Break, Standing } from '../model/break.ts';
import type { Recorded } from '../run/recording.ts';
import {
  allowed,
  forbidden,
  forbiddenIf,
  type BreakContext,
  type BreakMaker,
} from '../making/break-context.ts';
import { withStatus } from '../making/messages.ts';
import { onStatus } from '../making/on-status.ts';
import { typeBreaks } from './type-breaks.ts';

/** Breaks the status and the media type, for each status that the operation answers with. */
export const answerBreaks: BreakMaker = async function* (context, operation) {
  const { recording, isWanted } = context;
  const statuses = new Set(recording.of(operation.id).map(({ exchange }) => exchange.response.status));
  for (const status of [...statuses].toSorted((left, right) => left - right)) {
    const breaks = [
      ...undocumentedStatus(context, operation, status),
      ...serverError(context, operation, status),
      ...swappedStatus(context, operation, status),
      ...typeBreaks(context, operation, status),
    ];
    yield* breaks.filter(({ operator }) => isWanted(operator));
  }
};

/** Statuses of a kind, the likeliest to be undocumented last. */
const OTHERS: Readonly<Record<string, readonly number[]>> = {
  2: [202, 206, 201, 203],
  3: [307, 302, 303],
  4: [418, 451],
};

function undocumentedStatus(context: BreakContext, operation: Operation, status: number): readonly Break[] {
  const others = OTHERS[String(status)[0] ?? ''] ?? [];
  const other = others.find((one) => responseFor(operation, one) === undefined) ?? others[0];
  if (other === undefined) return [];
  const standing =
    responseFor(operation, other) === undefined
      ? undocumentedStanding(operation, status, other)
      : allowed('every status is documented');
  const facts = { operator: 'status-undocumented', place: `${status} as ${other}`, standing } as const;
  return [onStatus(context, operation, status, facts, (response) => withStatus(response, other))];
}

/** Says what the table of refusals in docs/suite.md says. */
function undocumentedStanding({ responses }: Operation, status: number, other: number): Standing {
  if (status < 400) return forbidden('the documented statuses');
  const documented = responses.map((one) => one.status);
  const meaning = meaningOfUndocumented({ status: other, documented, isUsual: false, isOpen: false });
  return forbiddenIf(
    meaning === 'likely' && [400, 422].includes(status),
    'the documented statuses: a wrong request is refused with 400',
    'an undocumented refusal of a wrong request is advice',
  );
}

function serverError(context: BreakContext, operation: Operation, status: number): readonly Break[] {
  if (status >= 500) return [];
  const standing = forbidden('serverError: no request is answered with a 5xx');
  const facts = { operator: 'status-error', place: `${status} as 500`, standing } as const;
  return [onStatus(context, operation, status, facts, (response) => withStatus(response, 500))];
}

/** Refusals of one kind say the same. */
const KINDS: readonly (readonly number[])[] = [[400, 422], [401, 403], [404, 410], [409]];

/** Answers a refusal with another documented one, as the operation sends it elsewhere. */
function swappedStatus(context: BreakContext, operation: Operation, status: number): readonly Break[] {
  const own = KINDS.find((kind) => kind.includes(status));
  const isOfRequest = own !== undefined && (status === 400 || status === 422 || status === 401);
  if (!isOfRequest || responseFor(operation, status) === undefined) return [];
  const instead = context.recording.answerOf(
    operation.id,
    (one) => KINDS.flat().includes(one) && !own.includes(one),
  );
  if (instead === undefined) return [];
  // a wrong request may be refused for another reason first, such as an item that is not there
  const isWrong = context.recording
    .of(operation.id)
    .some((one) => one.exchange.response.status === status && isOfWrong(one));
  const isKnown = hasKnownCredentials(context, operation);
  const isLaw = isWrong && isKnown && (status === 401 || [401, 403].includes(instead.status));
  const facts = {
    operator: 'status-swapped',
    place: `${status} as ${instead.status}`,
    standing: forbiddenIf(
      isLaw,
      'status: the right one of the documented statuses',
      isKnown ? 'another reason to refuse may come first' : 'the credentials are made up, and may be refused',
    ),
  } as const;
  return [onStatus(context, operation, status, facts, () => instead)];
}

/** True where the credentials of an operation were given: of made-up ones, nobody knows whether they are right. */
function hasKnownCredentials({ identities }: BreakContext, { security }: Operation): boolean {
  const invented = identities['default']?.invented ?? [];
  return security.every(({ schemes }) => schemes.every(({ scheme }) => !invented.includes(scheme.name)));
}

/** True for a request that is to be refused, for what it sends or for its credentials. */
function isOfWrong({ exchange: { step } }: Recorded): boolean {
  return step.expect.outcome === 'refused' || step.expect.outcome === 'unauthenticated';
}
