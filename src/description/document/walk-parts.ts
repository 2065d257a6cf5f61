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
  readonly place: Place;
  /** The kind of the part that has this one as a member; undefined for the items of a list, and where a walk begins. */
  readonly ownerKind: PartKind | undefined;
}

/** Called for each part; `skip` leaves out the parts below it. */
export type Visit = (part: Part) => 'skip' | undefined;

/** A level of a walk, and the part or list that the walk is at there: one object for many, since descriptions are large. */
class Level implements Part {
  node: JsonObject = {};
  kind: PartKind = 'document';
  ownerKind: PartKind | undefined = undefined;
  token: string | number = '';
  isList = false;
  /** Its place, once that has been asked for. */
  kept: Step | undefined = undefined;
  below: Level | undefined = undefined;
  readonly above: Level | undefined;
  readonly depth: number;

  constructor(above: Level | undefined) {
    this.above = above;
    this.depth = above === undefined ? 0 : above.depth + 1;
  }

  get place(): Place {
    const { kept } = this;
    if (kept instanceof Place) return kept;
    const place = new Place(this.node, this.kind, String(this.token), this.above?.asStep);
    this.kept = place;
    return place;
  }

  get asStep(): Step {
    if (!this.isList) return this.place;
    this.kept ??= new Step(String(this.token), this.above?.asStep);
    return this.kept;
  }

  /** The level below this one. */
  get beneath(): Level {
    this.below ??= new Level(this);
    return this.below;
  }

  toPart(node: JsonObject, kind: PartKind, token: string | number, ownerKind: PartKind | undefined): this {
    this.node = node;
    this.kind = kind;
    this.token = token;
    this.ownerKind = ownerKind;
    this.isList = false;
    this.kept = undefined;
    return this;
  }

  toList(token: string): this {
    this.token = token;
    this.isList = true;
    this.kept = undefined;
    return this;
  }
}

/** Returns the kind of a member of a part; undefined for data. */
export function kindBelow(kind: PartKind, token: string): PartKind | undefined {
  const { members, others, hasExtensions } = shapeOfPart(kind);
  return members.get(token) ?? (hasExtensions && token.startsWith('x-') ? undefined : others);
}

/** A level of a walk takes stack. Parts below so many are walked by themselves, when the others have been. */
const MAX_DEPTH = 200;

/** A walk, by functions that call each other: they take half the time of a loop that keeps the way back itself. */
class Walk {
  readonly seen: Set<JsonObject> | undefined;
  readonly visit: Visit;
  readonly again: (part: Part) => void;
  readonly deeper: { readonly place: Place; readonly ownerKind: PartKind | undefined }[] = [];

  constructor(seen: Set<JsonObject> | undefined, visit: Visit, again: (part: Part) => void) {
    this.seen = seen;
    this.visit = visit;
    this.again = again;
  }

  enter(level: Level): void {
    if (level.depth >= MAX_DEPTH) {
      this.deeper.push({ place: level.place, ownerKind: level.ownerKind });
    } else if (this.isSeen(level.node)) {
      this.again(level);
    } else if (this.visit(level) !== 'skip') {
      this.enterMembers(level);
    }
  }

  isSeen(node: JsonObject): boolean {
    if (this.seen === undefined) return false;
    const { size } = this.seen;
    return this.seen.add(node).size === size; // one look-up, in place of two: large descriptions have very many parts
  }

  enterMembers(level: Level): void {
    const { node, kind } = level;
    for (const token in node) {
      const value = node[token];
      if (typeof value !== 'object' || value === null) continue;
      const inner = kindBelow(kind, token);
      if (inner === undefined) continue;
      if (isObject(value)) this.enter(level.beneath.toPart(value, inner, token, kind));
      else this.enterItems(value, inner, level.beneath.toList(token));
    }
  }

  enterItems(list: readonly Json[], kind: PartKind, level: Level): void {
    for (let index = 0; index < list.length; index += 1) {
      const item = list[index];
      if (isObject(item)) this.enter(level.beneath.toPart(item, kind, index, undefined));
    }
  }
}

/**
 * Visits the start and the parts below it that are not in `seen`, in the order of the document, and calls `again` for
 * those that are. Without `seen`, all are visited. Data (examples, defaults, extensions) is not visited. Takes little
 * stack, however deep the document is.
 */
export function walkParts(
  { node, kind, pointer }: Start,
  seen: Set<JsonObject> | undefined,
  visit: Visit,
  again: (part: Part) => void = () => undefined,
): void {
  const walk = new Walk(seen, visit, again);
  const top = new Level(undefined);
  if (isObject(node)) walk.enter(top.toPart(node, kind, pointer, undefined));
  else if (Array.isArray(node)) walk.enterItems(node as readonly Json[], kind, top.toList(pointer));
  for (let next = walk.deeper.pop(); next !== undefined; next = walk.deeper.pop()) {
    const { place, ownerKind } = next;
    const level = new Level(undefined).toPart(place.node, place.kind, place.token, ownerKind);
    level.kept = place;
    walk.enter(level);
  }
}
