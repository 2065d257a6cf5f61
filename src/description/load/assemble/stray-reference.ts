import { atPointer, escapeToken } from '../../../base/json-pointer.ts';
import type { PartKind } from '../../document/document-parts.ts';

/** The maps of named parts of each kind, in OpenAPI 3 and in Swagger 2.0. */
const HOLDERS: Readonly<Partial<Record<PartKind, readonly string[]>>> = {
  schema: ['/components/schemas', '/definitions'],
  response: ['/components/responses', '/responses'],
  parameter: ['/components/parameters', '/parameters'],
  requestBody: ['/components/requestBodies'],
  header: ['/components/headers'],
  example: ['/components/examples'],
};

/**
 * Returns the JSON Pointer that a broken reference probably means: `components/schemas/Pet` and
 * `#components/schemas/Pet` lack a few characters, and Swagger 1 had plain names, `Pet`. Undefined where nothing is there.
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
