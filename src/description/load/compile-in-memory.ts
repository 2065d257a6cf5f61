import { compileDescription } from '../compile/compile-description.ts';
import type { Description } from '../model/description.ts';
import { documentInMemory } from './document-in-memory.ts';

/**
 * Compiles a description that is in memory, with references inside it alone.
 * @throws DescriptionError where it is not an OpenAPI description, or none of its operations can be served
 */
export function compileInMemory(
  source: Readonly<Record<string, unknown>>,
  { name, formats }: { readonly name: string; readonly formats: readonly string[] },
): Description {
  return compileDescription(documentInMemory(source), { name, location: undefined, formats });
}
