import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Header } from '../../../description/model/media-type-object.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';
import { isFieldName, isWireField } from '../../../http/wire-fields.ts';
import { statusMatches } from '../../case/statuses.ts';
import type { Break, ChangeAnswer, Standing } from '../model/break.ts';
import {
  allowed,
  forbidden,
  forbiddenIf,
  makeBreak,
  unseen,
  type BreakContext,
  type BreakMaker,
} from '../making/break-context.ts';
import { locationElsewhere, tagStuck } from './field-laws.ts';
import { withField } from '../making/messages.ts';

/** Breaks the documented header fields of responses, and those that a law speaks of. */
export const headerBreaks: BreakMaker = async function* (context, operation) {
  const { isWanted } = context;
  for (const response of operation.responses) {
    for (const header of response.headers.filter(({ name }) => isFieldName(name) && !isWireField(name))) {
      if (isWanted('header-dropped')) yield dropped(context, operation, response, header);
      if (isWanted('header-malformed')) yield* malformed(context, operation, response, header);
    }
  }
  if (isWanted('location-elsewhere')) yield* locationElsewhere(context, operation);
  if (isWanted('tag-stuck')) yield* tagStuck(context, operation);
};

function ofResponse(
  { status }: Response,
  header: Pick<Header, 'name'>,
  value: string | undefined,
): ChangeAnswer {
  const name = header.name.toLowerCase();
  return ({ response }) =>
    statusMatches(response.status, [status]) && (value !== undefined || response.headers[name] !== undefined)
      ? withField(response, name, value)
      : undefined;
}

function ifAnswered(
  { recording }: BreakContext,
  { id, status }: { readonly id: string; readonly status: string },
  standing: Standing,
): Standing {
  const isSeen = recording.answerOf(id, (one) => statusMatches(one, [status])) !== undefined;
  return isSeen ? standing : unseen(standing);
}

function dropped(context: BreakContext, { id }: Operation, response: Response, header: Header): Break {
  return makeBreak(context, {
    operator: 'header-dropped',
    operationId: id,
    place: `${response.status} ${header.name}`,
    standing: ifAnswered(
      context,
      { id, status: response.status },
      forbiddenIf(header.required, `the header at ${header.pointer}`, 'the header is optional'),
    ),
    fault: { kind: 'answer', change: ofResponse(response, header, undefined) },
  });
}

/** A text that is no number, no choice and no time. */
const ODD = 'none-of-them';

async function* malformed(
  context: BreakContext,
  { id }: Operation,
  response: Response,
  header: Header,
): AsyncIterable<Break> {
  const { description, judge } = context;
  const shape = shapeOf(description.document, header.schema);
  if (header.content !== undefined || shape.allowsObject || shape.allowsArray) return;
  const faults = (await judge(header.schema.pointer, ODD)) ?? [];
  yield makeBreak(context, {
    operator: 'header-malformed',
    operationId: id,
    place: `${response.status} ${header.name}`,
    standing: ifAnswered(
      context,
      { id, status: response.status },
      faults.length > 0
        ? forbidden(`the schema at ${header.schema.pointer}`)
        : allowed('the field may have any text'),
    ),
    fault: { kind: 'answer', change: ofResponse(response, header, ODD) },
  });
}
