import { parsePointer } from '../../base/json-pointer.ts';

/** Names that mean something else in TypeScript, or in what is generated. */
const TAKEN = [
  'any bigint boolean class const declare default enum export extends false function if import in interface',
  'let namespace never new null number object static string super switch symbol this throw true type typeof',
  'undefined unknown var void with Array Exclude Operations Record Uint8Array Digit NumberOf StatusOf',
].flatMap((line) => line.split(' '));

/** Gives each thing a name of its own, in the order in which they come. */
export class TypeNames {
  readonly #taken = new Set(TAKEN);

  /** A name like the last parts of a JSON Pointer: `Pet` for `/components/schemas/Pet`. */
  nameFor(pointer: string, suffix = ''): string {
    const tokens = parsePointer(pointer).filter((token) => !SILENT.has(token));
    const isComponent = /^\/components\/schemas\/[^/]+$/.test(pointer);
    const wanted = identifier((isComponent ? tokens.slice(-1) : tokens.slice(-3)).join('_')) + suffix;
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${wanted}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** Keywords say nothing in a name. */
const SILENT = new Set([
  'components',
  'schemas',
  'schema',
  'properties',
  'content',
  'application/json',
  'x-external',
  'definitions',
  '$defs',
]);

function identifier(text: string): string {
  const name = text.replace(/[^\w$]+/g, '_').replace(/^_+(?=.)|_+$/g, '');
  return /^[A-Za-z_$]/.test(name) ? name : `_${name}`;
}
