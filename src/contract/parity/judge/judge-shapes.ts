import { groupBy } from '../../../base/group-by.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import { counted } from '../../report/text/counted.ts';
import { compareShapes, type PairedShape, type ShapeDifference } from '../compare/compare-shapes.ts';
import type { Comparison } from '../compare/comparison.ts';
import { SIDES, type Side } from '../compare/sides.ts';
import { describedPlace } from './described-place.ts';
import type { Difference } from './difference.ts';
import { shapeEdit } from './response-edit.ts';

/** A shape is told from so many responses on. */
const MIN_RESPONSES = 3;

interface ShapeRun {
  readonly description: Description;
  readonly comparison: Comparison;
}

/** Returns the differences between the merged shapes of responses; those about one part of the description are one. */
export function judgeShapes({ description, comparison }: ShapeRun): readonly Difference[] {
  const { shapes } = comparison;
  const judged = shapes.flatMap(compareShapes).map((one) => judgeShape(one, description, shapes));
  const groups = groupBy(judged, ({ verdict, kind, descriptionPointer, place, found }) =>
    JSON.stringify([verdict, kind, descriptionPointer, place, wordsOf(found.target), wordsOf(found.mock)]),
  );
  return [...groups.values()].flatMap((group) => merged(group));
}

/** The same however many responses there were. */
function wordsOf(found: string): string {
  return found.replace(/ in \d+ responses?/, '');
}

function merged([first, ...others]: readonly Difference[]): readonly Difference[] {
  if (first === undefined) return [];
  const all = [first, ...others];
  const edits = all.flatMap((one) => one.edits);
  const isSaid = (at: string, index: number) => edits.findIndex((edit) => edit.at === at) < index;
  return [
    {
      ...first,
      others: others.map(({ operation, statuses }) => ({ operation, statuses })),
      cases: [...new Set(all.flatMap(({ cases }) => cases))],
      edits: edits.filter(({ at }, index) => !isSaid(at, index)),
    },
  ];
}

function judgeShape(
  one: ShapeDifference,
  { document }: Description,
  shapes: readonly PairedShape[],
): Difference {
  const { shape, path, pair, responses, lacking } = one;
  const { operation, response, status } = shape;
  const range = pair.target.validation?.mediaType?.range;
  const { pointer, hasAlternatives } = describedPlace(document, response, path, range);
  const isTold = SIDES.every((side) => responses[side] >= MIN_RESPONSES) && !hasAlternatives;
  const edit = isTold ? shapeEdit(one, document, isShared(one, shapes)) : undefined;
  return {
    verdict: isTold ? 'description' : 'unknown',
    kind: path[0] === 'header' ? 'header' : path[0] === 'mediaType' ? 'mediaType' : 'shape',
    operation,
    statuses: { target: status, mock: status },
    others: [],
    place: path[0] === 'body' ? formatPointer(path.slice(1)) : path.slice(1).join('/'),
    found: { target: shapeText(one, 'target'), mock: shapeText(one, 'mock') },
    because: hasAlternatives && lacking !== undefined ? ['the schema has alternatives there'] : [],
    descriptionPointer: pointer,
    cases: [pair.results.target.case.id],
    pair,
    edits: edit === undefined ? [] : [edit],
  };
}

/** True where the target has, or lacks, the part in all responses that the Response Object describes. */
function isShared(
  { shape, path, lacking, isConstant }: ShapeDifference,
  shapes: readonly PairedShape[],
): boolean {
  const key = formatPointer(path);
  const others = shapes.filter(
    (one) => one !== shape && one.response.pointer === shape.response.pointer && one.target.holders(path) > 0,
  );
  return others.every(({ target }) => {
    const place = target.places.get(key);
    if (place === undefined || lacking === 'target') return (place === undefined) === (lacking === 'target');
    return lacking === undefined || target.isConstant(place) === isConstant;
  });
}

function shapeText({ lacking, isConstant, types, responses, path }: ShapeDifference, side: Side): string {
  const of = `in ${counted(responses[side], 'response')}`;
  if (lacking === side) return `never there ${of}`;
  const what = path[0] === 'body' ? `: ${types[side].join(' or ')}` : '';
  if (lacking === undefined) return `${types[side].join(' or ')} ${of}`;
  return `${isConstant ? 'always' : 'now and then'} there ${of}${what}`;
}
