import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { members, type Json } from '../../../base/json.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { expected } from '../../../description/resources/conventions/convention.ts';
import { ofTime, TIMES } from '../../../description/resources/conventions/time-names.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { Layer } from '../model/break.ts';
import { isSuccess, jsonOf, withJson } from '../making/messages.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

const CREATED = ofTime(expected(TIMES.creation));

const CHANGED = ofTime(expected(TIMES.change));

const DAY = 86_400_000;

/** Times of items that move, run backwards, or contradict each other. */
export const brokenTimes: StateBreaks = function* (context, resource) {
  const { create, read, replace, update } = resource;
  const place = itemPlaceIn(context.description, read && successContent(read)?.schema, resource);
  if (read === undefined || place === undefined) return;
  const { envelope } = place;
  const names = new Set(
    context.recording.of(read.id).flatMap(({ exchange }) => timesIn(exchange.response, envelope)),
  );
  const [created, changed] = [CREATED, CHANGED].map((form) => [...names].find((name) => form.test(name)));
  const isSeen = create !== undefined && (replace !== undefined || update !== undefined);
  const facts = {
    operation: read,
    shownBy: [replace, update],
    otherwise: 'nothing creates and changes the items',
  };
  if (created !== undefined) {
    yield* stateBreak(context, {
      ...facts,
      operator: 'creation-moves',
      place: created,
      law: lawIf(isSeen, 'timesRun: times of creation stay'),
      layer: moving(resource, [...envelope, created], (count) => count * DAY),
    });
  }
  if (changed !== undefined) {
    yield* stateBreak(context, {
      ...facts,
      operator: 'change-runs-back',
      place: changed,
      law: lawIf(isSeen, 'timesRun: times of change do not run backwards'),
      layer: moving(resource, [...envelope, changed], (count) => -count * DAY),
    });
  }
  if (created !== undefined && changed !== undefined) {
    yield* stateBreak(context, {
      ...facts,
      operator: 'changed-before-created',
      place: changed,
      law: lawIf(isSeen, 'timesRun: no change is before the creation'),
      layer: moving(resource, [...envelope, changed], () => -10_000 * DAY),
    });
  }
};

function timesIn(response: WholeResponse, envelope: readonly string[]): readonly string[] {
  if (response.status !== 200) return [];
  const item = atPointer(jsonOf(response), formatPointer(envelope));
  return members(item).flatMap(([name, value]) =>
    (CREATED.test(name) || CHANGED.test(name)) && movedBy(value, 0) !== undefined ? [name] : [],
  );
}

/** Moves a time in the responses to a read, by how many changes there were. */
function moving(
  { read, replace, update }: Resource,
  path: readonly string[],
  by: (changes: number) => number,
): Layer {
  const writers = [replace, update].flatMap((one) => (one === undefined ? [] : [one.id]));
  return (server) => {
    let changes = 0;
    return async (request, id) => {
      const response = await server.send(request);
      if (writers.includes(id) && isSuccess(response)) changes += 1;
      const value = id === read?.id && response.status === 200 ? jsonOf(response) : undefined;
      const time = value === undefined ? undefined : atPointer(value, formatPointer(path));
      const moved = time === undefined ? undefined : movedBy(time as Json, by(changes));
      return value === undefined || moved === undefined
        ? response
        : withJson(response, setAt(value, path, moved) as Json);
    };
  };
}

/** Moves a time, written as it was; undefined for what is none. */
function movedBy(time: Json, milliseconds: number): Json | undefined {
  if (typeof time === 'number') {
    const isInSeconds = time < 100_000_000_000;
    return time < 100_000_000 ? undefined : time + milliseconds / (isInSeconds ? 1000 : 1);
  }
  if (typeof time !== 'string' || !/^\d{4}-\d\d-\d\d/.test(time)) return undefined;
  const moved = new Date(Date.parse(time) + milliseconds);
  if (Number.isNaN(moved.getTime())) return undefined;
  const text = moved.toISOString();
  return time.length === 10 ? text.slice(0, 10) : text;
}
