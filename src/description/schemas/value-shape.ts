import type { JsonObject } from '../../base/json.ts';
import { memoised, weaklyMemoised } from '../../base/memoise.ts';
import { SchemaFacets, type Facets, type PrimitiveType, type ValueType } from './schema-facets.ts';
import type { Schema } from './schema.ts';
import type { XmlHints } from './xml-hints.ts';

/**
 * The JSON types that a schema allows, as far as decoding texts needs them. `$ref`, `allOf`, `oneOf`, `anyOf`,
 * `nullable`, `enum` and `const` count; conditions (`if`, `not`) do not.
 */
export interface ValueShape {
  /** False where the schema does not restrict types. Texts are then read as strings. */
  readonly isKnown: boolean;
  /** A text is read as the first of these types that fits; `string` is the last, except where nothing is known. */
  readonly primitives: readonly PrimitiveType[];
  /** Strings in the schema's `enum` or `const`: such a text is a string even if it looks like a number. */
  readonly strings: ReadonlySet<string>;
  readonly allowsArray: boolean;
  readonly allowsObject: boolean;
  /** True where strings are bytes: `format: binary`, or a `contentMediaType` that is not text. */
  readonly isBinary: boolean;
  readonly xml: XmlHints;
  /** The properties that the schema names, in its order. */
  readonly propertyNames: readonly string[];
  /** Returns the shape of the item at an index. */
  item(index: number): ValueShape;
  /**
   * Returns the shape of a property. Undefined where the schema does not provide for it: neither by name, nor by
   * `additionalProperties` or `patternProperties`, nor as an object without further description.
   */
  property(name: string): ValueShape | undefined;
}

const PREFERENCE: readonly PrimitiveType[] = ['null', 'boolean', 'integer', 'number', 'string'];

/** The shape of any value. */
export const ANY_SHAPE: ValueShape = {
  isKnown: false,
  primitives: ['string', 'null', 'boolean', 'number'],
  strings: new Set(),
  allowsArray: true,
  allowsObject: true,
  isBinary: false,
  xml: {},
  propertyNames: [],
  item: () => ANY_SHAPE,
  property: () => undefined,
};

/** Returns the shapes of one document's schemas, each found once. */
const shapesOf = weaklyMemoised((document: JsonObject) => {
  const facets = new SchemaFacets(document);
  return weaklyMemoised((definition: JsonObject) => toShape(facets.of(definition)));
});

/** Returns the shape of a schema of the document. Found once; recursive schemas are followed on demand. */
export function shapeOf(document: JsonObject, { definition }: Schema): ValueShape {
  return typeof definition === 'boolean' ? ANY_SHAPE : shapesOf(document)(definition);
}

function toShape(facets: Facets): ValueShape {
  const types = facets.types ?? impliedTypes(facets);
  if (types === undefined) return facets.binary ? { ...ANY_SHAPE, isBinary: true } : ANY_SHAPE;
  const names = new Set(facets.names);
  const isFree = types.has('object') && names.size === 0 && !facets.closed;
  const propertyShape = memoised((name: string) => shapeOrAny(facets.property(name)));
  const itemShape = memoised((index: number) => shapeOrAny(facets.item?.(index)));
  return {
    isKnown: true,
    primitives: PREFERENCE.filter((type) => types.has(type)),
    strings: facets.strings,
    allowsArray: types.has('array'),
    allowsObject: types.has('object'),
    isBinary: facets.binary,
    xml: facets.xml,
    propertyNames: facets.names,
    item: (index) => itemShape(Math.min(index, facets.prefix)),
    property: (name) => {
      if (names.has(name)) return propertyShape(name);
      const other = facets.property(name); // not kept: the names come from requests
      return other === undefined && !isFree ? undefined : shapeOrAny(other);
    },
  };
}

/** Infers types without `type`: a schema that describes properties or items means objects or arrays. */
function impliedTypes(facets: Facets): ReadonlySet<ValueType> | undefined {
  const types: ValueType[] = [];
  if (facets.names.length > 0) types.push('object');
  if (facets.item !== undefined) types.push('array');
  return types.length === 0 ? undefined : new Set(types);
}

function shapeOrAny(facets: Facets | undefined): ValueShape {
  return facets === undefined ? ANY_SHAPE : toShape(facets);
}
