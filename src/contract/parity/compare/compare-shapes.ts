import type { Operation, Response } from '../../../description/model/operation.ts';
import type { Place, ResponseShape } from './response-shape.ts';
import { otherSide, SIDES, type PairedExchange, type Side, type Sides } from './sides.ts';

/** The responses of an operation with one status, merged for each side. */
export interface PairedShape extends Sides<ResponseShape> {
  readonly operation: Operation;
  readonly status: number;
  readonly response: Response;
}

/** Something that one side never has, or has with another type. */
export interface ShapeDifference {
  readonly shape: PairedShape;
  /** The keys that lead there, from `body`, `header` or `mediaType`. */
  readonly path: readonly string[];
  /** The side that never has it; undefined where both have it, with other types. */
  readonly lacking: Side | undefined;
  /** True where the other side has it always. */
  readonly isConstant: boolean;
  readonly types: Sides<readonly string[]>;
  /** Of how many responses each side that is spoken of. */
  readonly responses: Sides<number>;
  readonly pair: PairedExchange;
}

/**
 * Returns where the shapes of one side's responses differ from those of the other's. That an optional part is missing from
 * one response is no difference.
 */
export function compareShapes(shape: PairedShape): readonly ShapeDifference[] {
  const keys = new Set(SIDES.flatMap((side) => [...shape[side].places.keys()]));
  return [...keys].toSorted().flatMap((key) => {
    const places = { target: shape.target.places.get(key), mock: shape.mock.places.get(key) };
    const { target, mock } = places;
    if (target !== undefined && mock !== undefined) return differentTypes(shape, { target, mock });
    const lacking = target === undefined ? 'target' : 'mock';
    const place = places[otherSide(lacking)];
    return place === undefined ? [] : missing(shape, place, lacking);
  });
}

/** So many responses without a part that the other side shows are worth telling. */
const MIN_WITHOUT = 2;

function missing(shape: PairedShape, place: Place, lacking: Side): readonly ShapeDifference[] {
  const { path } = place;
  if (path.length < 2 || path.at(-1) === '*') return []; // an empty list has no items
  const holders = { target: shape.target.holders(path), mock: shape.mock.holders(path) };
  const other = otherSide(lacking);
  if (holders[lacking] < MIN_WITHOUT || holders[other] === 0) return [];
  if (path[0] === 'mediaType' && shape[lacking].places.size === 0) return []; // it has no content at all
  return [
    {
      shape,
      path,
      lacking,
      isConstant: shape[other].isConstant(place),
      types: { target: [], mock: [], [other]: typesOf(place) },
      responses: holders,
      pair: place.first,
    },
  ];
}

function differentTypes(shape: PairedShape, places: Sides<Place>): readonly ShapeDifference[] {
  const { target, mock } = places;
  const types = { target: typesOf(target), mock: typesOf(mock) };
  const plain = { target: types.target.filter(isPlain), mock: types.mock.filter(isPlain) };
  const isSame = plain.target.join() === plain.mock.join();
  // null now and then is as good as a member that is missing now and then
  if (isSame || plain.target.length === 0 || plain.mock.length === 0) {
    if (plain.target.length > 0 === plain.mock.length > 0) return [];
    const filled = plain.target.length > 0 ? 'target' : 'mock';
    if (types[filled].includes('null')) return [];
  }
  return [
    {
      shape,
      path: target.path,
      lacking: undefined,
      isConstant: types.target.length === 1,
      types,
      responses: { target: target.responses, mock: mock.responses },
      pair: target.first,
    },
  ];
}

function isPlain(type: string): boolean {
  return type !== 'null';
}

function typesOf({ types }: Place): readonly string[] {
  return [...types.keys()].toSorted();
}
