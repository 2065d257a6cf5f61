// Draws a value first, the witness, and builds a schema around it, so that the schema is known to be satisfiable.
import { diceOf } from './dice.mjs';
import { drawList } from './lists.mjs';
import { drawNumber } from './numbers.mjs';
import { drawObject } from './objects.mjs';
import { drawText } from './texts.mjs';
import { wrapped } from './wrap.mjs';

/** What a schema may have to have, by the kind of value that has it. */
const TEXTS = ['pattern', 'length', 'format', 'property', 'lookahead', 'backreference'];
const NUMBERS = ['exclusive', 'multipleOf'];
const LISTS = ['prefixItems', 'contains', 'manyItems'];
const OBJECTS = ['patternProperties', 'propertyNames', 'counts', 'dependentSchemas', 'dependentRequired'];
const WRAPPERS = ['overlap', 'circle', 'not', 'if', 'allOf', 'anyOf'];

export const FEATURES = [...TEXTS, ...NUMBERS, ...LISTS, ...OBJECTS, ...WRAPPERS];

/** The features that are solved by trying, so that failures are counted apart. */
export const TRIED = ['lookahead', 'backreference'];

/** Returns a document with the schema `Subject`, the witness, and the features that it was made with. */
export function makeCase(seed) {
  const dice = diceOf(seed);
  const features = dice
    .shuffled(FEATURES)
    .slice(0, dice.between(3, 6))
    .filter((name, _, all) => name !== 'format' || !all.includes('backreference'));
  const components = {};
  const context = { dice, components };
  const { value, schema } = draw(context, features);
  const is30 = features.includes('circle') && dice.chance(0.5);
  const schemas = { ...components, Subject: schema };
  return {
    features,
    witness: value,
    document: {
      openapi: is30 ? '3.0.3' : '3.1.0',
      info: { title: 'made', version: '1' },
      paths: { '/': { get: { responses: { 200: { description: 'ok' } } } } },
      components: { schemas: is30 ? in30(schemas) : in31(schemas) },
    },
  };
}

/** Draws a value with the features: an object or a list holds those of other kinds in its members. */
function draw(context, features) {
  const { dice } = context;
  const of = (kind) => features.filter((name) => kind.includes(name));
  const [texts, numbers, lists, objects] = [TEXTS, NUMBERS, LISTS, OBJECTS].map(of);
  const wrappers = of(WRAPPERS);
  const [outer, inner] = [wrappers.slice(0, 1), wrappers.slice(1)];
  const leaves = [
    ...(texts.length > 0 ? [() => drawText(dice, texts)] : []),
    ...(numbers.length > 0 ? [() => drawNumber(dice, numbers)] : []),
    ...inner.map((name) => () => wrapped({ ...context, simple }, name, simple)),
  ];
  const simple = () => drawSimple(dice);
  const list = () => {
    const item = leaves.length > 0 && objects.length === 0 ? leaves.shift() : simple;
    return drawList(dice, lists, { inner: item, simple });
  };
  const subject = () => {
    const parts = lists.length > 0 ? [list] : [];
    const isList = lists.length > 0 && objects.length === 0 && leaves.length <= 1;
    if (isList) return list();
    if (objects.length === 0 && parts.length === 0 && leaves.length === 1) return leaves[0]();
    const own = [...parts.map((part) => part()), ...leaves.map((leaf) => leaf())].map((one) => () => one);
    return drawObject(dice, objects, { parts: own, simple });
  };
  const [wrapper] = outer;
  return wrapper === undefined ? subject() : wrapped({ ...context, simple }, wrapper, subject);
}

function drawSimple(dice) {
  const kind = dice.below(6);
  if (kind === 0) return drawNumber(dice, dice.chance(0.3) ? ['exclusive'] : []);
  if (kind === 1) return { value: dice.chance(0.5), schema: { type: 'boolean' } };
  if (kind === 2) return { value: null, schema: { type: ['string', 'null'], maxLength: dice.below(9) } };
  if (kind === 3) {
    const [chosen, ...others] = dice.shuffled(['on', 'off', 'auto', 'none']);
    return { value: chosen, schema: { enum: [...others.slice(0, dice.below(3)), chosen] } };
  }
  return drawText(dice, dice.pick([[], ['length'], ['pattern'], ['format']]));
}

/** Writes the markers for circles as OpenAPI 3.1 does. */
function in31(schemas) {
  return rewritten(schemas, {
    nullable: (reference) => ({ anyOf: [{ $ref: reference }, { type: 'null' }] }),
    isOld: false,
  });
}

/** Writes them as OpenAPI 3.0 does, and exclusive bounds as flags. */
function in30(schemas) {
  return rewritten(schemas, {
    nullable: (reference) => ({ nullable: true, allOf: [{ $ref: reference }] }),
    isOld: true,
  });
}

function rewritten(node, style) {
  if (Array.isArray(node)) return node.map((item) => rewritten(item, style));
  if (typeof node !== 'object' || node === null) return node;
  if (typeof node.nullableReference === 'string') return style.nullable(node.nullableReference);
  const own = Object.fromEntries(
    Object.entries(node).map(([name, inner]) => [name, rewritten(inner, style)]),
  );
  if (!style.isOld) return own;
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ]) {
    if (typeof own[flag] === 'number' && own[bound] === undefined)
      Object.assign(own, { [bound]: own[flag], [flag]: true });
  }
  if (Array.isArray(own.type) && own.type.length === 2 && own.type[1] === 'null')
    Object.assign(own, { type: own.type[0], nullable: true });
  return own;
}
