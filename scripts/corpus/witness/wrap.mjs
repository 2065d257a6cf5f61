// Wraps a schema into combinations that its witness still fits: branches that overlap, circles, conditions, negations.
import { fits } from './fits.mjs';

/** Draws a value, and returns it with a schema that combines its own with others. */
export function wrapped(context, wrapper, draw) {
  return WRAP[wrapper](context, draw);
}

const WRAP = {
  overlap: ({ dice, simple }, draw) => {
    if (dice.chance(0.3)) return optionalBranches(dice, simple);
    const { value, schema } = draw();
    const others = Array.from({ length: dice.between(1, 2) }, () => otherBranch(dice, value, draw, schema));
    return { value, schema: { oneOf: dice.shuffled([schema, ...others]) } };
  },
  anyOf: ({ dice, simple }, draw) => {
    const { value, schema } = draw();
    const impossible = dice.pick([
      false,
      { type: 'string', minLength: 5, maxLength: 4 },
      { enum: [1], type: 'string' },
    ]);
    return {
      value,
      schema: { anyOf: dice.shuffled([impossible, schema, ...(dice.chance(0.3) ? [simple().schema] : [])]) },
    };
  },
  allOf: ({ dice }, draw) => {
    const { value, schema } = draw();
    const keywords = dice.shuffled(Object.keys(schema).filter((name) => !TOGETHER.has(name)));
    const moved = keywords.slice(0, Math.ceil(keywords.length / 2));
    const [own, part] = [{}, {}];
    for (const [name, keyword] of Object.entries(schema)) (moved.includes(name) ? part : own)[name] = keyword;
    return { value, schema: { ...own, allOf: [...(own.allOf ?? []), part] } };
  },
  not: ({ simple }, draw) => {
    const { value, schema } = draw();
    const other = [simple().schema, draw().schema, { const: simple().value }].find(
      (one) => fits(one, value) === false,
    );
    return { value, schema: other === undefined ? schema : { allOf: [schema, { not: other }] } };
  },
  if: ({ dice, simple }, draw) => {
    const { value, schema } = draw();
    const condition = dice.pick([
      simple().schema,
      schema,
      { type: 'object', required: ['kind'] },
      { not: schema },
    ]);
    const isMet = fits(condition, value);
    if (isMet === undefined) return { value, schema };
    const [met, unmet] = [schema, simple().schema];
    return { value, schema: { if: condition, then: isMet ? met : unmet, else: isMet ? unmet : met } };
  },
  circle: ({ dice, components }, draw) => {
    const { value, schema } = draw();
    const [one, other] = dice.pick([
      ['Node', 'Node'],
      ['Node', 'Leaf'],
    ]);
    const next = (name) => ({ nullableReference: `#/components/schemas/${name}` });
    const shape = (name) => ({
      type: 'object',
      required: ['payload', 'next', ...(dice.chance(0.4) ? ['twin'] : [])],
      properties: {
        payload: schema,
        next: next(name),
        twin: next(name),
        children: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
      },
    });
    components[one] = shape(other);
    if (other !== one) components[other] = shape(one);
    const witness = { payload: value, next: null, twin: null };
    return { value: witness, schema: { $ref: `#/components/schemas/${one}` } };
  },
};

/** The keywords that speak of each other, so that they stay in one schema. */
const TOGETHER = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'prefixItems',
  'items',
  'contains',
  'minContains',
  'maxContains',
  'if',
  'then',
  'else',
  'allOf',
  '$ref',
  'nullableReference',
]);

/** Returns two objects without required members, of which all but a few values fit both. */
function optionalBranches(dice, simple) {
  const [one, other] = [simple(), simple()];
  const wrong = [12.345, 'no such text, surely not', ['wrong'], { wrong: true }].find(
    (value) => fits(other.schema, value) === false,
  );
  return {
    value: { error: one.value, pdf: wrong },
    schema: {
      oneOf: [
        { type: 'object', properties: { error: one.schema } },
        { type: 'object', properties: { pdf: other.schema } },
      ],
    },
  };
}

/** Returns a branch that the value does not fit, of the same kind, so that other values fit both. */
function otherBranch(dice, value, draw, own) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { schema } = draw();
    if (fits(schema, value) === false) return schema;
  }
  return { allOf: [own, { not: { const: value } }, dice.pick([true, { description: 'another' }])] };
}
