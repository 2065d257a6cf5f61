import type { Json } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Break, ChangeAnswer } from '../model/break.ts';
import { bodyContents, type BodyContent } from './body-content.ts';
import { makeBreak, unseen, type BreakContext, type BreakMaker } from '../making/break-context.ts';
import { brokenAt, type BrokenPlace } from './broken-at.ts';
import { changedAt, DROPPED } from './changed-at.ts';
import { graftedAt } from './grafted-at.ts';
import { listLaw } from './list-laws.ts';
import { jsonOf, withJson } from '../making/messages.ts';
import { standingOf } from '../making/standing-of.ts';
import { wholeBreaks } from './whole-body-breaks.ts';
import { writtenWay, type Place } from './place.ts';

/** Breaks JSON bodies, at each place that they have or may have. */
export const bodyBreaks: BreakMaker = async function* (context, operation) {
  for (const content of bodyContents(context, operation)) {
    for (const place of [...content.shown.values(), ...content.unshown.values()]) {
      const wanted = brokenAt(place).filter(({ operator }) => context.isWanted(operator));
      for (const broken of wanted) yield await breakAt(context, { operation, content, place, broken });
    }
    yield* wholeBreaks(context, operation, content);
  }
};

async function breakAt(
  context: BreakContext,
  {
    operation,
    content,
    place,
    broken: { operator, detail, change, way },
  }: {
    readonly operation: Operation;
    readonly content: BodyContent;
    readonly place: Place;
    readonly broken: BrokenPlace;
  },
): Promise<Break> {
  const { whole, samples } = wholeAt(content, place);
  const changed = (value: Json): Json | undefined => {
    const result = changedAt(whole(value), way, change);
    return result === DROPPED ? undefined : result;
  };
  const written = writtenWay(place.way);
  const bySchema = await standingOf(
    context,
    { schema: content.schema, direction: 'response' },
    samples,
    changed,
  );
  const law = bySchema.kind === 'allowed' && listLaw(context, operation, { operator, place, content });
  return makeBreak(context, {
    operator,
    operationId: operation.id,
    place: `${content.status} ${written === '' ? '/' : written}${detail === undefined ? '' : ` ${detail}`}`,
    standing: content.bodies.length === 0 ? unseen(bySchema) : law || bySchema,
    fault: { kind: 'answer', change: ofContent(content, changed) },
  });
}

/**
 * Returns bodies with something at a place, and what puts it there where no response had it: a server that is broken there
 * shows it.
 */
function wholeAt(
  { shown, bodies }: BodyContent,
  place: Place,
): { readonly whole: (value: Json) => Json; readonly samples: readonly Json[] } {
  const [sample] = place.samples;
  const isShown = shown.get(writtenWay(place.way)) === place;
  if (isShown || sample === undefined) return { whole: (value) => value, samples: place.samples };
  const whole = (value: Json) => graftedAt(value, sample, place.way);
  return { whole, samples: [...bodies.map(whole), ...place.samples] };
}

/** Returns a change of the bodies of one status and one schema. */
function ofContent({ status }: BodyContent, change: (value: Json) => Json | undefined): ChangeAnswer {
  return ({ response }) => {
    if (String(response.status) !== status) return undefined;
    const value = jsonOf(response);
    const changed = value === undefined ? undefined : change(value);
    return changed === undefined ? undefined : withJson(response, changed);
  };
}
