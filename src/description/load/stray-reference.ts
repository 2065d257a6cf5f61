import { atPointer, escapeToken } from '../../base/json-pointer.ts';
import type { PartKind } from '../document/document-parts.ts';

/** Where things of a kind have their names, in OpenAPI 3 and in Swagger 2.0. */
const HOLDERS: Readonly<Partial<Record<PartKind, readonly string[]>>> = {
  schema: ['/components/schemas', '/definitions'],
  response: ['/components/responses', '/responses'],
  parameter: ['/components/parameters', '/parameters'],
  requestBody: ['/components/requestBodies'],
  header: ['/components/headers'],
  example: ['/components/examples'],
};

/**
 * The JSON Pointer that a reference probably means which leads nowhere: `components/schemas/Pet` and
 * `#components/schemas/Pet` lack a few characters, and Swagger 1 had plain names, `Pet`. Undefined where none is there.
 */
export function strayPointer(content: unknown, reference: string, kind: PartKind): string | undefined {
  const text = reference.replace(/^#/, '');
  if (text === '' || text.startsWith('/')) return undefined;
  const named = (HOLDERS[kind] ?? []).map((holder) => `${holder}/${escapeToken(text)}`);
  return [`/${text}`, ...named].find((pointer) => {
    const found = atPointer(content, pointer);
    return typeof found === 'object' && found !== null;
  });
}
