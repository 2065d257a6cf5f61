import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { shapeOfPart, type PartKind } from './document-parts.ts';

/** A step on the way to a part: a part or a list of parts. */
class Step {
  /** The key or index in the parent. */
  readonly token: string;
  readonly parent: Step | undefined;

  constructor(token: string, parent: Step | undefined) {
    this.token = token;
    this.parent = parent;
  }
}

/** A part of a description, with the way to it. */
export class Place extends Step {
  readonly node: JsonObject;
  readonly kind: PartKind;

  constructor(node: JsonObject, kind: PartKind, token: string, parent: Step | undefined) {
    super(token, parent);
    this.node = node;
    this.kind = kind;
  }
}

/** The part where a walk begins. */
interface Start {
  readonly node: Json;
  readonly kind: PartKind;
  readonly pointer: string;
}

/** Returns the JSON Pointer of a place. */
export function pointerOfPlace(place: Step): string {
  const tokens: string[] = [];
  let step = place;
  for (; step.parent !== undefined; step = step.parent) tokens.push(escapeToken(step.token));
  return [step.token, ...tokens.toReversed()].join('/');
}

/** The part that a walk is at, until it goes on. Its place, which stays what it is, is made on first use. */
export interface Part {
  readonly node: JsonObject;
  readonly kind: PartKind;
  /** The names of its members, in their order. */
  readonly keys: readonly string[];
  readonly place: Place;
  /** The kind of the part that has this one as a member; undefined for the items of a list, and where a walk begins. */
  readonly ownerKind: PartKind | undefined;
}

/** Called for each part; `skip` leaves out the parts below it. */
export type Visit = (part: Part) => 'skip' | undefined;

const NOTHING: JsonObject = {};

/** A level of a walk, and the part or list that the walk is at there: one object for many, since descriptions are large. */
class Level implements Part {
  node = NOTHING;
  kind: PartKind = 'document';
  #list: readonly Json[] | undefined = undefined;
  #token = '';
  #keys: readonly string[] | undefined = undefined;
  #next = 0;
  #place: Place | undefined = undefined;
  #step: Step | undefined = undefined;
  #below: Level | undefined = undefined;
  readonly above: Level | undefined;

  constructor(above: Level | undefined) {
    this.above = above;
  }

  get isList(): boolean {
    return this.#list !== undefined;
  }

  get ownerKind(): PartKind | undefined {
    return this.above?.isList === false ? this.above.kind : undefined;
  }

  get keys(): readonly string[] {
    this.#keys ??= Object.keys(this.node);
    return this.#keys;
  }

  get place(): Place {
    this.#place ??= new Place(this.node, this.kind, this.#token, this.above?.asStep);
    return this.#place;
  }

  get asStep(): Step {
    if (!this.isList) return this.place;
    this.#step ??= new Step(this.#token, this.above?.asStep);
    return this.#step;
  }

  /** Goes to a value; undefined where that is neither a part nor a list. */
  at(value: Json | undefined, kind: PartKind, token: string): Level | undefined {
    this.#list = Array.isArray(value) ? (value as readonly Json[]) : undefined;
    if (this.#list === undefined && !isObject(value)) return undefined;
    this.node = isObject(value) ? value : NOTHING;
    this.kind = kind;
    this.#token = token;
    this.#keys = undefined;
    this.#next = 0;
    this.#place = undefined;
    this.#step = undefined;
    return this;
  }

  /** Goes to the next child in the order of the document; undefined where there is no other one. */
  child(): Level | undefined {
    this.#below ??= new Level(this);
    return this.#list === undefined ? this.#member(this.#below) : this.#item(this.#list, this.#below);
  }

  #member(below: Level): Level | undefined {
    const { node, kind, keys } = this;
    while (this.#next < keys.length) {
      const token = keys[this.#next] ?? '';
      this.#next += 1;
      const inner = kindBelow(kind, token);
      const found = inner === undefined ? undefined : below.at(node[token], inner, token);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #item(list: readonly Json[], below: Level): Level | undefined {
    while (this.#next < list.length) {
      const index = this.#next;
      this.#next += 1;
      if (isObject(list[index])) return below.at(list[index], this.kind, String(index));
    }
    return undefined;
  }
}

/** Returns the kind of a member of a part; undefined for data. */
export function kindBelow(kind: PartKind, token: string): PartKind | undefined {
  const { members, others, hasExtensions } = shapeOfPart(kind);
  return members.get(token) ?? (hasExtensions && token.startsWith('x-') ? undefined : others);
}

/**
 * Visits the start and the parts below it that are not in `seen`, in the order of the document, and calls `again` for
 * those that are. Without `seen`, all are visited. Data (examples, defaults, extensions) is not visited. Takes no stack,
 * however deep the document is.
 */
export function walkParts(
  { node, kind, pointer }: Start,
  seen: Set<JsonObject> | undefined,
  visit: Visit,
  again: (part: Part) => void = () => undefined,
): void {
  const isEntered = (part: Part): boolean => {
    if (seen !== undefined) {
      const { size } = seen;
      seen.add(part.node); // one look-up, in place of two: large descriptions have very many parts
      if (seen.size === size) {
        again(part);
        return false;
      }
    }
    return visit(part) !== 'skip';
  };
  const top = new Level(undefined).at(node, kind, pointer);
  let level = top !== undefined && (top.isList || isEntered(top)) ? top : undefined;
  while (level !== undefined) {
    const child = level.child();
    if (child === undefined) level = level.above;
    else if (child.isList || isEntered(child)) level = child;
  }
}
