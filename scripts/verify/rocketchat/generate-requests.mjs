// Requests from the schemas of the product's validators: valid ones, and the same with one change.
import { diceOf } from '../../corpus/witness/dice.mjs';

const WORDS = ['Sales', 'new from api', 'a+b', 'ünï', '', 'true', '5', 'x'.repeat(300), '"&?#/', 'null'];

/** What takes the place of a value in a query, where all is text, by the type in the schema; an array is sent as repeated names. */
const TEXTS = {
  string: [['a', 'b']],
  number: [
    '1.5',
    '0x10',
    '+1',
    '1e2',
    ' 7 ',
    '.5',
    '007',
    'ten',
    '',
    '1,5',
    'null',
    'true',
    '5px',
    ['1', '2'],
  ],
};

/** What takes the place of a text that the product reads after its validator, by the name. */
const READ_LATER = {
  sort: ['name', '', '5', '{"name":2}'],
  selector: ['name', '', '{"term":5}'],
  start: ['nonsense', ''],
  end: ['nonsense', ''],
  offset: ['-1'],
  count: ['-1'],
};

/** What takes the place of a value in a body, by the type in the schema. */
const VALUES = {
  string: [5, 1.5, true, false, null, ['a'], { a: 1 }],
  number: [1.5, -1, '5', '1e2', '0x1f', ' 7 ', '', 'ten', true, null, [1], { a: 1 }],
  boolean: ['true', 'false', 'TRUE', 'yes', '', 0, 1, 2, null, [true], { a: 1 }],
  array: ['a', 5, true, null, {}],
  object: ['a', 5, true, null, []],
};

/**
 * Yields `count` requests, or more where there are more changes: each a `value` (the members of the query, or the body) and
 * the `change` that makes it from a valid one; undefined for a valid one. Every change is sent as often as any other.
 */
export function* requestsFor({ schema, texts, method }, count) {
  const draw = { dice: diceOf(17), texts, isQuery: method === 'GET' };
  const all = [...changesOf(schema, [], draw.isQuery)];
  const changed = ({ name, apply }) => ({ value: apply(validValue(schema, '', draw, 1)), change: name });
  for (let index = 0; index < Math.max(count, 2 * all.length); index += 1) {
    if (index % 2 === 1) yield changed(all[((index - 1) / 2) % all.length]);
    else yield { value: validValue(schema, '', draw, 0.5), change: undefined };
  }
}

/** Draws a value that fits the schema, with a member that may be left out as often as `share` says. */
function validValue(schema, name, draw, share) {
  const { dice, texts, isQuery } = draw;
  if (schema.enum !== undefined) return dice.pick(schema.enum);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, draw, share);
    case 'array':
      return Array.from({ length: dice.between(1, 3) }, () => validValue(schema.items, name, draw, share));
    case 'number':
      return isQuery ? dice.pick(['0', '1', '25', '100', '50']) : dice.between(0, 9);
    case 'boolean':
      return dice.chance(0.5);
    default:
      return dice.pick(texts[name] ?? WORDS);
  }
}

function objectOf({ properties, required = [] }, draw, share) {
  const names = Object.keys(properties).filter((name) => required.includes(name) || draw.dice.chance(share));
  return Object.fromEntries(names.map((name) => [name, validValue(properties[name], name, draw, share)]));
}

/** Yields each change of one place: a member left out, one too many, or a value in place of another. */
function* changesOf(schema, path, isQuery) {
  if (path.length > 0) yield* replacementsOf(schema, path, isQuery);
  if (schema.type === 'array') yield* changesOf(schema.items, [...path, 0], isQuery);
  if (schema.type !== 'object') return;
  for (const name of schema.required ?? []) {
    const place = [...path, name];
    yield { name: `${place.join('/')}: left out`, apply: (value) => without(value, place) };
  }
  for (const other of isQuery ? ['x'] : ['x', 5, 1.5, false, null, ['a'], { a: 1 }])
    yield replacement([...path, 'somethingElse'], other);
  for (const [name, property] of Object.entries(schema.properties))
    yield* changesOf(property, [...path, name], isQuery);
}

function* replacementsOf(schema, path, isQuery) {
  const ofType = (isQuery ? TEXTS : VALUES)[schema.type] ?? [];
  const ofEnum = schema.enum === undefined ? [] : ['another', ''];
  for (const other of [...ofType, ...ofEnum]) yield replacement(path, other);
  const later = isQuery ? (READ_LATER[path.at(-1)] ?? []) : [];
  for (const other of later) yield replacement(path, other);
}

function replacement(path, other) {
  const name = `${path.join('/')}: ${JSON.stringify(other)}`;
  return { name, apply: (value) => replaced(value, path, other) };
}

function replaced(value, [name, ...rest], other) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[name] = rest.length === 0 ? other : replaced(value[name], rest, other);
  return copy;
}

function without(value, path) {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce((node, name) => node[name], copy);
  delete parent[path.at(-1)];
  return copy;
}
