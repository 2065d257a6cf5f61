import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { shapeOfPart, type PartKind } from './document-parts.ts';
import { hasEmbedded } from './identifiers.ts';
import {
  followReference,
  UnresolvedReferenceError,
  resolveReference,
  type Resolved,
} from './resolve-reference.ts';

/** A step on the way to a part: a part or a list of parts. A class, since large descriptions have very many. */
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

/** Called for each part; `skip` leaves out the parts below it. */
type Visit = (place: Place) => 'skip' | undefined;

/**
 * Visits the start and the parts below it that are not in `seen`, in the order of the document, and calls `again` for
 * those that are. Data (examples, defaults, extensions) is not visited. Takes no stack, however deep the document is.
 */
export function walkParts(
  { node, kind, pointer }: Start,
  seen: Set<JsonObject>,
  visit: Visit,
  again: (place: Place) => void = () => undefined,
): void {
  const waiting: Place[] = [];
  add(waiting, node, kind, pointer, undefined);
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { size } = seen;
    seen.add(place.node); // one look-up, in place of two: large descriptions have very many parts
    if (seen.size === size) again(place);
    else if (visit(place) !== 'skip') addChildren(waiting, place);
  }
}

/** Pushes the children in reverse order, so that the first is popped first. */
function addChildren(waiting: Place[], place: Place): void {
  const { members, others, hasExtensions } = shapeOfPart(place.kind);
  const { node } = place;
  const keys = Object.keys(node);
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const token = keys[index] ?? '';
    const kind = members.get(token) ?? (hasExtensions && token.startsWith('x-') ? undefined : others);
    if (kind !== undefined) add(waiting, node[token] ?? null, kind, token, place);
  }
}

function add(waiting: Place[], node: Json, kind: PartKind, token: string, parent: Step | undefined): void {
  if (isObject(node)) {
    waiting.push(new Place(node, kind, token, parent));
    return;
  }
  if (!Array.isArray(node)) return;
  const list = node as readonly Json[];
  const step = new Step(token, parent);
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const item = list[index];
    if (isObject(item)) waiting.push(new Place(item, kind, String(index), step));
  }
}

/** A `$ref` in a description. */
export interface FoundReference {
  readonly place: Place;
  readonly text: string;
  readonly outcome: ReferenceOutcome;
}

type ReferenceOutcome =
  | { readonly kind: 'resolved'; readonly target: Resolved }
  /** `reason`: why it leads nowhere. */
  | { readonly kind: 'broken'; readonly reason: string };

/**
 * Visits all parts of a description once, including those that only references reach. `refer` is called for each
 * reference, after the visit of its place.
 */
export function walkDescription(
  document: JsonObject,
  visit: (place: Place) => void,
  refer: (reference: FoundReference) => void,
): void {
  const seen = new Set<JsonObject>();
  const outcomes = new Map<string, ReferenceOutcome>();
  const waiting: { readonly kind: PartKind; readonly target: Resolved }[] = [];
  const enter: Visit = (place) => {
    visit(place);
    const text = stringMember(place.node, '$ref');
    if (text === undefined) return undefined;
    const known = outcomes.get(text);
    const outcome = known ?? outcomeOf(document, text, place);
    refer({ place, text, outcome });
    if (known !== undefined) return undefined;
    if (isAlike(document, text)) outcomes.set(text, outcome);
    if (outcome.kind === 'resolved') waiting.push({ kind: place.kind, target: outcome.target });
    return undefined;
  };
  walkParts({ node: document, kind: 'document', pointer: '' }, seen, enter);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, pointer } = next.target;
    walkParts({ node, kind: next.kind, pointer }, seen, enter);
  }
}

/**
 * Follows a reference to its end; it is broken where that leads nowhere or in a circle. The pointer of its place, which
 * is costly and matters only below an `$id`, is formatted only where the reference fails without it.
 */
function outcomeOf(document: JsonObject, text: string, place: Place): ReferenceOutcome {
  const outcome = isAlike(document, text) ? follow(document, text, '') : undefined;
  return outcome?.kind === 'resolved' ? outcome : follow(document, text, pointerOfPlace(place));
}

/** True for a reference that leads to the same target from everywhere. */
function isAlike(document: JsonObject, text: string): boolean {
  return text.startsWith('#/') && !hasEmbedded(document);
}

function follow(document: JsonObject, text: string, from: string): ReferenceOutcome {
  try {
    const target = followReference(document, text, from);
    resolveReference(document, target.node, target.pointer);
    return { kind: 'resolved', target };
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return { kind: 'broken', reason: error.message };
    throw error;
  }
}
