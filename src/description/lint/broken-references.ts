import { groupBy } from '../../base/group-by.ts';
import { stringMember, type Json, type JsonObject } from '../../base/json.ts';
import type { PartKind } from '../document/document-parts.ts';
import { walkDescription, type ReferenceOutcome } from '../document/walk-description.ts';
import { walkParts } from '../document/walk-parts.ts';
import type { BrokenReference } from './lint-document.ts';

/** A part of a description to search. */
interface Start {
  readonly node: Json | undefined;
  readonly kind: PartKind;
}

/** Finds a broken reference that a part reaches, directly or through others; undefined where there is none. */
export type FindBrokenReference = (...starts: readonly Start[]) => BrokenReference | undefined;

/** The parts that serving an operation does not need. */
const NOT_NEEDED: ReadonlySet<PartKind> = new Set([
  'callbacks',
  'examples',
  'links',
  'callback',
  'example',
  'link',
]);

/** Creates the search for broken references. Where there are none, the description is not walked. */
export function brokenReferenceFinder(
  document: JsonObject,
  broken: readonly BrokenReference[],
): FindBrokenReference {
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

/** Returns the texts of all references that lead to a broken one, with that. Follows them backwards. */
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

/** Returns, for each reference, the references whose targets contain it. */
function referrersByText(document: JsonObject): ReadonlyMap<string, readonly { readonly text: string }[]> {
  const followed = new Map<string, { readonly kind: PartKind; readonly outcome: ReferenceOutcome }>();
  walkDescription(document, {
    visit: () => undefined,
    refer: ({ kind }, text, outcome) => followed.set(text, { kind, outcome }),
  });
  const pairs = [...followed].flatMap(([text, { kind, outcome }]) =>
    outcome.kind === 'broken'
      ? []
      : [...referencesBelow(outcome.target.node, kind)].map((below) => ({ below, text })),
  );
  return groupBy(pairs, ({ below }) => below);
}

/** Returns the texts of the references in a part, without following them. */
function referencesBelow(node: Json, kind: PartKind): ReadonlySet<string> {
  const texts = new Set<string>();
  walkParts({ node, kind, pointer: '' }, new Set(), (place) => {
    if (NOT_NEEDED.has(place.kind)) return 'skip';
    const text = stringMember(place.node, '$ref');
    if (text !== undefined) texts.add(text);
    return undefined;
  });
  return texts;
}
