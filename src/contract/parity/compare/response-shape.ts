import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import { shapeOf, type ValueShape } from '../../../description/schemas/value-shape.ts';
import { headerValue } from '../../../http/message.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { PairedExchange } from './sides.ts';

/** Stands for any item of a list, and for any member of an object whose members have no names of their own. */
export const ANY = '*';

/** What the responses of one side have at a place. */
export class Place {
  /** The keys that lead there, from `body`, `header` or `mediaType`. */
  readonly path: readonly string[];
  /** In how many responses something stands there. */
  responses = 0;
  /** In how many responses an object stands there. */
  objects = 0;
  /** How often each type stands there. */
  readonly types = new Map<string, number>();
  /** The first exchange in which something stands there. */
  readonly first: PairedExchange;

  constructor(path: readonly string[], first: PairedExchange) {
    this.path = path;
    this.first = first;
  }
}

/** The merged shape of all responses that one side has given to an operation with one status. */
export class ResponseShape {
  readonly places = new Map<string, Place>();
  responses = 0;

  /** True where every object that could have the member has it. */
  isConstant({ path, types, responses }: Place): boolean {
    if (path[0] !== 'body') return responses === this.responses;
    const objects = this.places.get(formatPointer(path.slice(0, -1)))?.types.get('object') ?? 0;
    return [...types.values()].reduce((sum, count) => sum + count, 0) === objects;
  }

  /** Returns how many responses have an object that could have the member. */
  holders(path: readonly string[]): number {
    return path[0] !== 'body'
      ? this.responses
      : (this.places.get(formatPointer(path.slice(0, -1)))?.objects ?? 0);
  }

  add(exchange: Exchange, pair: PairedExchange, { document }: Description): void {
    const { response, validation } = exchange;
    if (response === undefined || validation?.response === undefined) return;
    this.responses += 1;
    const seen = new Map<string, Set<string>>();
    const visit = (path: readonly string[], type: string) => {
      const key = formatPointer(path);
      const place = this.places.get(key) ?? new Place(path, pair);
      this.places.set(key, place);
      place.types.set(type, (place.types.get(type) ?? 0) + 1);
      const types = seen.get(key);
      if (types === undefined) place.responses += 1;
      if (type === 'object' && types?.has('object') !== true) place.objects += 1;
      seen.set(key, (types ?? new Set()).add(type));
    };
    for (const { name } of validation.response.headers) {
      if (headerValue(response.headers, name) !== undefined) visit(['header', name], 'field');
    }
    const { mediaType } = validation;
    if (mediaType === undefined) return;
    visit(['mediaType', mediaType.range], 'content');
    const shape = mediaType.schema && shapeOf(document, mediaType.schema);
    if (validation.body !== undefined && shape !== undefined) walk(validation.body, shape, ['body'], visit);
  }
}

type Visit = (path: readonly string[], type: string) => void;

/** Visits a value and what is in it, as far as its description goes. */
function walk(value: unknown, shape: ValueShape, path: readonly string[], visit: Visit): void {
  visit(path, typeOf(value));
  if (!shape.isKnown) return;
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly unknown[]).entries())
      walk(item, shape.item(index), [...path, ANY], visit);
    return;
  }
  if (!isObject(value)) return;
  const names = new Set(shape.propertyNames);
  for (const [name, member] of Object.entries(value)) {
    const inner = shape.property(name);
    const isNamed = names.has(name) || (names.size > 0 && inner?.isKnown !== true);
    if (isNamed) walkMember(member, inner, [...path, name], visit);
    else if (inner?.isKnown === true) walk(member, inner, [...path, ANY], visit);
  }
}

/** Of a member that the description does not name, only its type is told. */
function walkMember(value: unknown, shape: ValueShape | undefined, path: readonly string[], visit: Visit) {
  if (shape === undefined) visit(path, typeOf(value));
  else walk(value, shape, path, visit);
}

/** Returns the JSON type of a decoded value. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'number';
  return isObject(value) ? 'object' : typeof value;
}
