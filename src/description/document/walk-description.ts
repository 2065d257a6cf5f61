import { parsePointer, unescapeToken } from '../../base/json-pointer.ts';
import { isObject, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { lastMemoised } from '../../base/memoise.ts';
import type { PartKind } from './document-parts.ts';
import { isAlike } from './identifiers.ts';
import {
  followReference,
  UnresolvedReferenceError,
  resolveReference,
  type Resolved,
} from './resolve-reference.ts';
import { kindBelow, pointerOfPlace, walkParts, type Part, type Place, type Visit } from './walk-parts.ts';

/** A `$ref` in a description. */
export interface FoundReference {
  readonly place: Place;
  readonly text: string;
  readonly outcome: ReferenceOutcome;
}

export type ReferenceOutcome =
  | { readonly kind: 'resolved'; readonly target: Resolved }
  /** `reason`: why it leads nowhere. */
  | { readonly kind: 'broken'; readonly reason: string };

interface DescriptionWalk {
  readonly visit: (part: Part) => void;
  /** Called for each reference, after the visit of its part. */
  readonly refer?: (part: Part, text: string, outcome: ReferenceOutcome) => void;
  /** True where nothing in the document stands in two places, so that nothing has to be kept of what was visited. */
  readonly isTree?: boolean | undefined;
}

/** Visits all parts of a description once, including those that only references reach. */
export function walkDescription(
  document: JsonObject,
  { visit, refer = () => undefined, isTree = false }: DescriptionWalk,
): void {
  const seen = new Set<JsonObject>();
  const outcomes = new Map<string, ReferenceOutcome>();
  const waiting: { readonly kind: PartKind; readonly target: Resolved }[] = [];
  const enter: Visit = (part) => {
    visit(part);
    const text = stringMember(part.node, '$ref');
    if (text === undefined) return undefined;
    const known = outcomes.get(text);
    const outcome = known ?? outcomeOf(document, text, part);
    refer(part, text, outcome);
    if (known !== undefined) return undefined;
    if (isAlike(document, text)) outcomes.set(text, outcome);
    if (outcome.kind === 'resolved') waiting.push({ kind: part.kind, target: outcome.target });
    return undefined;
  };
  walkParts({ node: document, kind: 'document', pointer: '' }, isTree ? undefined : seen, enter);
  const isPartAt = partFinder(document);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, pointer } = next.target;
    if (isTree && isPartAt(pointer)) continue;
    walkParts({ node, kind: next.kind, pointer }, seen, enter);
  }
}

/** Returns a function that is true for the pointer of a part of a document, or of a list of parts. */
function partFinder(document: JsonObject): (pointer: string) => boolean {
  const holderAt = lastMemoised((pointer: string): PartAt | undefined => {
    let part: PartAt | undefined = { node: document, kind: 'document' };
    for (const token of parsePointer(pointer)) part = part && memberOf(part, token);
    return part;
  });
  return (pointer) => {
    const end = pointer.lastIndexOf('/');
    if (end === -1) return true;
    const holder = holderAt(pointer.slice(0, end)); // most references lead to the same map
    return holder !== undefined && memberOf(holder, unescapeToken(pointer.slice(end + 1))) !== undefined;
  };
}

/** A part, or a list of parts. */
interface PartAt {
  readonly node: JsonObject | readonly Json[];
  readonly kind: PartKind;
}

function memberOf({ node, kind }: PartAt, token: string): PartAt | undefined {
  const value: Json | undefined = (node as Readonly<Record<string, Json>>)[token];
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(node)) return isObject(value) ? { node: value, kind } : undefined;
  const inner = kindBelow(kind, token);
  return inner && { node: value, kind: inner };
}

/**
 * Follows a reference to its end; it is broken where that leads nowhere or in a circle. The pointer of its place, which
 * is costly and matters only below an `$id`, is formatted only where the reference fails without it.
 */
function outcomeOf(document: JsonObject, text: string, part: Part): ReferenceOutcome {
  const outcome = isAlike(document, text) ? follow(document, text, '') : undefined;
  return outcome?.kind === 'resolved' ? outcome : follow(document, text, pointerOfPlace(part.place));
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
