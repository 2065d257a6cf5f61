import { groupBy } from '../../base/group-by.ts';
import { stringMember, type Json, type JsonObject } from '../../base/json.ts';
import type { PartKind } from '../document/document-parts.ts';
import { walkDescription, walkParts, type FoundReference } from '../document/walk-parts.ts';
import type { BrokenReference } from './lint-document.ts';

/** A part of a description of which it is asked where it leads. */
interface Start {
  readonly node: Json | undefined;
  readonly kind: PartKind;
}

/** Tells which broken reference a part leads to, over how many steps ever; undefined where it leads to none. */
export type BrokenReach = (...starts: readonly Start[]) => BrokenReference | undefined;

/** What is not needed to serve an operation. */
const ASIDE: ReadonlySet<PartKind> = new Set([
  'callbacks',
  'examples',
  'links',
  'callback',
  'example',
  'link',
]);

/** A description in order is not walked for it. */
export function brokenReach(document: JsonObject, broken: readonly BrokenReference[]): BrokenReach {
  if (broken.length === 0) return () => undefined;
  const leading = leadingTo(document, broken);
  return (...starts) => {
    for (const { node, kind } of starts) {
      for (const text of referencesBelow(node ?? null, kind)) {
        const found = leading.get(text);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}

/** The texts of all references that lead to a broken one, from the broken ones backwards. */
function leadingTo(
  document: JsonObject,
  broken: readonly BrokenReference[],
): ReadonlyMap<string, BrokenReference> {
  const referrers = referrersByText(document);
  const leading = new Map(broken.map((reference) => [reference.text, reference]));
  const waiting = broken.map((reference) => ({ text: reference.text, reference }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { text } of referrers.get(next.text) ?? []) {
      if (leading.has(text)) continue;
      leading.set(text, next.reference);
      waiting.push({ text, reference: next.reference });
    }
  }
  return leading;
}

/** For each reference: the references in whose targets it stands. */
function referrersByText(document: JsonObject): ReadonlyMap<string, readonly { readonly text: string }[]> {
  const followed = new Map<string, FoundReference>();
  walkDescription(
    document,
    () => undefined,
    (reference) => followed.set(reference.text, reference),
  );
  const pairs = [...followed.values()].flatMap(({ text, place, outcome }) =>
    outcome.kind === 'broken'
      ? []
      : [...referencesBelow(outcome.target.node, place.kind)].map((below) => ({ below, text })),
  );
  return groupBy(pairs, ({ below }) => below);
}

/** The texts of the references that stand in a part, without following them. */
function referencesBelow(node: Json, kind: PartKind): ReadonlySet<string> {
  const texts = new Set<string>();
  walkParts({ node, kind, pointer: '' }, new Set(), (place) => {
    if (ASIDE.has(place.kind)) return 'skip';
    const text = stringMember(place.node, '$ref');
    if (text !== undefined) texts.add(text);
    return undefined;
  });
  return texts;
}
