import { passageAt } from '../../document/resolve-reference.ts';
import { inFragment, type Reference, type SourceDocument } from './source-document.ts';

/** The next step of a pointer that passes through another reference. */
interface Step {
  /** The reference, with that place among those passed. Its text is relative to the document of the place. */
  readonly reference: Reference;
  /** Where that leads; undefined where the text has to be followed. */
  readonly known: { readonly target: SourceDocument; readonly fragment: string } | undefined;
}

/**
 * Returns the next step of a reference whose pointer leads nowhere in its target; undefined where no other reference is
 * on its way, or one that it has passed before.
 */
export function passOn(
  reference: Reference,
  target: SourceDocument,
  { pointer, fragment: written }: { readonly pointer: string; readonly fragment: string },
  documents: Iterable<SourceDocument>,
): Step | undefined {
  const passage = passageAt(target.content, pointer);
  const { text, passing = { text, target, fragment: written, places: [] } } = reference;
  const place = `${target.prefix}${passage?.pointer}`;
  if (passage === undefined || passing.places.includes(place)) return undefined;
  const [address = '', start = ''] = passage.reference.split(/#(.*)/s, 2);
  if (!/^(?:\/|$)/.test(start)) return undefined;
  const fragment = `${start}${inFragment(passage.rest)}`;
  const passed: Reference = {
    ...reference,
    text: `${address}#${fragment}`,
    passing: { ...passing, places: [...passing.places, place] },
  };
  return { reference: passed, known: address === '' ? rewritten(fragment, documents) : undefined };
}

/** Returns the target of a reference that has been rewritten already. */
function rewritten(fragment: string, documents: Iterable<SourceDocument>): Step['known'] {
  const target = [...documents].find(
    ({ prefix }) => prefix !== '' && fragment.startsWith(`${inFragment(prefix)}/`),
  );
  return target === undefined
    ? undefined
    : { target, fragment: fragment.slice(inFragment(target.prefix).length) };
}
