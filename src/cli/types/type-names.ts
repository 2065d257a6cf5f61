import { parsePointer } from '../../base/json-pointer.ts';

/** Names that already have a meaning in TypeScript or in the generated file. */
const RESERVED = [
  'any bigint boolean class const declare default enum export extends false function if import in interface',
  'let namespace never new null number object static string super switch symbol this throw true type typeof',
  'undefined unknown var void with Array Exclude Operations Record Uint8Array Digit NumberOf StatusOf paths Mutable',
].flatMap((line) => line.split(' '));

/** Gives each schema a unique type name. A number is appended to a name that is already taken. */
export class TypeNames {
  readonly #taken = new Set(RESERVED);

  /** Returns a name made of the last tokens of a JSON Pointer, such as `Pet` for `/components/schemas/Pet`. */
  nameFor(pointer: string, suffix = ''): string {
    const tokens = parsePointer(pointer).filter((token) => !OMITTED.has(token));
    const isComponent = /^\/components\/schemas\/[^/]+$/.test(pointer);
    const wanted = identifier((isComponent ? tokens.slice(-1) : tokens.slice(-3)).join('_')) + suffix;
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${wanted}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** Pointer tokens that are left out of names: keywords, which tell nothing about the schema. */
const OMITTED = new Set([
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
