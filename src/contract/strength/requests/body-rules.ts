import { isPlainJson, type Json } from '../../../base/json.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import { SchemaWalk } from '../../report/coverage/schema-walk.ts';
import { brokenAt } from '../bodies/broken-at.ts';
import { changedAt, DROPPED } from '../bodies/changed-at.ts';
import { placesIn, writtenWay, type Place } from '../bodies/place.ts';
import { allowed, forbiddenIf, type BreakContext } from '../making/break-context.ts';
import { isSuccess } from '../making/messages.ts';
import { standingOf } from '../making/standing-of.ts';
import { validationOf } from '../making/violations-of.ts';
import type { Break, Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import { ruleBreak } from './rule-break.ts';
import { takenAs } from './taken-as.ts';

/** Breaks the rules of an operation's JSON bodies, one at a time, and that there is one, of a described content type. */
export async function* bodyRules(context: BreakContext, operation: Operation): AsyncIterable<Break> {
  const { requestBody } = operation;
  if (requestBody === undefined) return;
  yield* wholeRules(context, operation);
  const mediaType = requestBody.content.find(isJsonContent);
  if (mediaType?.schema === undefined) return;
  const { schema } = mediaType;
  const walk = new SchemaWalk(context.description, 'request');
  const places = placesIn(acceptedBodies(context, operation), (value, visit) =>
    walk.through(schema, value, visit),
  );
  for (const place of places.values()) yield* rulesAt(context, operation, mediaType, place);
}

async function* rulesAt(
  context: BreakContext,
  operation: Operation,
  { schema }: MediaType,
  place: Place,
): AsyncIterable<Break> {
  for (const { operator: broken, way, change } of brokenAt(place)) {
    const operator = takenAs(broken);
    if (operator === undefined || schema === undefined || !context.isWanted(operator)) continue;
    const changes = operator === 'type-taken' ? OTHER_TYPES.map((other) => () => other) : [change];
    yield ruleBreak(context, operation, {
      rule: { operator, where: 'body', way: place.way },
      place: `body ${writtenWay(place.way) || '/'}`,
      standing: await standingOfAny(context, schema, { ...place, way }, changes),
    });
  }
}

/** Values of each type. */
const OTHER_TYPES: readonly Json[] = [4711, 'text', true, [], {}];

/** A server that does not look at a rule is wrong where one of several values breaks it. */
async function standingOfAny(
  context: BreakContext,
  schema: Schema,
  { way, samples }: Pick<Place, 'way' | 'samples'>,
  changes: readonly ReturnType<typeof brokenAt>[number]['change'][],
): Promise<Standing> {
  let standing = allowed('no value breaks it');
  for (const change of changes) {
    const changed = (value: Json): Json | undefined => {
      const result = changedAt(value, way, change);
      return result === DROPPED ? undefined : result;
    };
    standing = await standingOf(context, { schema, direction: 'request' }, samples, changed);
    if (standing.kind === 'forbidden') return standing;
  }
  return standing;
}

/** So many bodies are looked at. */
const MOST_BODIES = 60;

function acceptedBodies(context: BreakContext, operation: Operation): readonly Json[] {
  const bodies = new Map<string, Json>();
  for (const { exchange } of context.recording.of(operation.id)) {
    if (!isSuccess(exchange.response) || bodies.size >= MOST_BODIES) continue;
    const { values, violations } = validationOf(context.description, operation, exchange.request);
    const { body } = values;
    if (violations.length === 0 && isPlainJson(body)) bodies.set(JSON.stringify(body), body);
  }
  return [...bodies.values()];
}

function* wholeRules(context: BreakContext, operation: Operation): Iterable<Break> {
  const { requestBody } = operation;
  if (requestBody === undefined) return;
  const { pointer, content, required } = requestBody;
  const make = (operator: OperatorName, by: string, place: string) =>
    ruleBreak(context, operation, {
      rule: { operator, where: operator === 'content-type-taken' ? 'contentType' : 'body', way: [] },
      place,
      standing: forbiddenIf(
        required || operator !== 'content-type-taken',
        by,
        'a body that may be left out may be ignored as well',
      ),
    });
  if (required && context.isWanted('missing-taken'))
    yield make('missing-taken', `${pointer}/required`, 'body');
  const isAny = content.some(({ range }) => range.startsWith('*/*'));
  if (!isAny && content.length > 0 && context.isWanted('content-type-taken')) {
    yield make('content-type-taken', `${pointer}/content`, 'Content-Type');
  }
  if (content.some(isJsonContent) && context.isWanted('malformed-taken')) {
    yield make('malformed-taken', 'the media type: JSON that is cut off is none', 'body');
  }
}
