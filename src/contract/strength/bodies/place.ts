import { formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import type { Token } from '../../../base/json-tree.ts';
import { member, type Json, type JsonObject } from '../../../base/json.ts';
import type { OpenSchema } from '../../report/coverage/schema-walk.ts';

/** The items of a list, or the members of an object but those that its schema names. */
interface Others {
  readonly except: ReadonlySet<string>;
}

/** The way to the values at one place: names, and all items or members that no name stands for. */
export type Way = readonly (string | Others)[];

/** A place of a value, with the schemas that speak of it. */
export interface Place {
  readonly way: Way;
  /** By their JSON Pointers. */
  readonly schemas: ReadonlyMap<string, JsonObject>;
  /** The values that have something there, a few of them. */
  readonly samples: readonly Json[];
}

/** So many samples of a place are kept. */
const MOST_SAMPLES = 6;

/** Walks through a value: calls `visit` with each schema that speaks of a part of it, the part and the path to it. */
type Walk = (value: Json, visit: (schema: OpenSchema, part: unknown, path: readonly Token[]) => void) => void;

/** Returns the places of values, by how they are written. */
export function placesIn(values: readonly Json[], walk: Walk): ReadonlyMap<string, Place> {
  const places = new Map<string, { way: Way; schemas: Map<string, JsonObject>; samples: Json[] }>();
  for (const value of values) {
    const here = new Map<string, OpenSchema[]>();
    const seen = new Set<string>();
    const ways = new Map<string, Way>([['', []]]);
    walk(value, (schema, _, path) => {
      const at = formatPointer(path);
      here.set(at, [...(here.get(at) ?? []), schema]);
      const way = ways.get(at) ?? wayTo(at, ways, here);
      ways.set(at, way);
      const key = writtenWay(way);
      const place = places.get(key) ?? { way, schemas: new Map<string, JsonObject>(), samples: [] };
      places.set(key, place);
      place.schemas.set(schema.pointer, schema.node);
      if (!seen.has(key) && place.samples.length < MOST_SAMPLES) place.samples.push(value);
      seen.add(key);
    });
  }
  return places;
}

function wayTo(
  at: string,
  ways: ReadonlyMap<string, Way>,
  here: ReadonlyMap<string, readonly OpenSchema[]>,
): Way {
  const tokens = parsePointer(at);
  const name = tokens.at(-1) ?? '';
  const parent = formatPointer(tokens.slice(0, -1));
  const around = here.get(parent) ?? [];
  const named = around.flatMap(({ node }) => Object.keys(member(node, 'properties') ?? {}));
  return [...(ways.get(parent) ?? []), named.includes(name) ? name : { except: new Set(named) }];
}

/** Writes a way for people: `/departments/*` + `/name`. */
export function writtenWay(way: Way): string {
  return way.map((token) => (typeof token === 'string' ? formatPointer([token]) : '/*')).join('');
}
