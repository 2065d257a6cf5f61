// Tells which features the schemas of a made document have: what is there counts, not what was asked for.
import { FEATURES } from './make-case.mjs';

/** What a schema with the feature has. */
const PRESENT = {
  pattern: ({ pattern }) => pattern !== undefined,
  property: ({ pattern = '' }) => pattern.includes(String.raw`\p{`),
  lookahead: ({ pattern = '' }) => /\(\?[=!]/.test(pattern),
  backreference: ({ pattern = '' }) => pattern.includes(String.raw`\1`),
  length: ({ minLength, maxLength }) => minLength !== undefined || maxLength !== undefined,
  exclusive: (schema) => 'exclusiveMinimum' in schema || 'exclusiveMaximum' in schema,
  manyItems: ({ minItems = 0 }) => minItems >= 980,
  patternProperties: (schema) => 'patternProperties' in schema && hasCounts(schema),
  counts: hasCounts,
  overlap: ({ oneOf }) => oneOf !== undefined,
};

/** The keywords whose values are no schemas. */
const VALUES = new Set(['const', 'enum', 'required', 'dependentRequired']);

/** Returns the features that any schema of the document has. */
export function presentFeatures({ components: { schemas } }) {
  const found = new Set('Node' in schemas ? ['circle'] : []); // only circles need a component of their own
  const waiting = Object.values(schemas);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    for (const name of FEATURES) if (isPresent(name, node)) found.add(name);
    for (const [keyword, inner] of Object.entries(node)) if (!VALUES.has(keyword)) waiting.push(inner);
  }
  return [...found];
}

function isPresent(name, node) {
  if (name === 'circle') return false;
  return (PRESENT[name] ?? ((schema) => name in schema))(node);
}

function hasCounts(schema) {
  return 'minProperties' in schema || 'maxProperties' in schema;
}
