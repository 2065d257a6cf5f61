import { atPointer, referenceTo } from '../../base/json-pointer.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { setMember } from '../document/set-member.ts';
import { pointerOfPlace, walkParts, type Place } from '../document/walk-parts.ts';

/**
 * Replaces each repeated occurrence of a schema object, also one inside itself, by a reference. A description in memory
 * has them once it was dereferenced. Schemas in `components` keep their place.
 */
export function shareSchemas(document: JsonObject): void {
  const pointers = new Map<JsonObject, string>();
  const seen = new Set<JsonObject>();
  const share = (node: Json | undefined, kind: 'schemas' | 'document', pointer: string) =>
    walkParts(
      { node: node ?? null, kind, pointer },
      seen,
      (part) => {
        if (part.kind === 'schema') pointers.set(part.node, pointerOfPlace(part.place));
        return undefined;
      },
      (part) => {
        const first = pointers.get(part.node);
        if (first !== undefined) refer(document, part.place, first);
      },
    );
  for (const pointer of ['/components/schemas', '/definitions']) {
    share(atPointer(document, pointer) as Json | undefined, 'schemas', pointer);
  }
  share(document, 'document', '');
}

function refer(document: JsonObject, place: Place, first: string): void {
  const pointer = pointerOfPlace(place);
  if (pointer === first) return;
  const holder = atPointer(document, pointer.slice(0, pointer.lastIndexOf('/')));
  if (typeof holder === 'object' && holder !== null) {
    setMember(holder as JsonObject, place.token, { $ref: referenceTo(first) });
  }
}
