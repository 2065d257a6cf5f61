// Draws objects, and the assertions around them.

const NAMES = ['name', 'size', 'owner', 'state', 'createdAt', 'tags', 'total', 'id', 'note', 'x-extra'];

/** Returns an object and its assertions. `parts` draw the members that have to be there; `simple` a further one. */
export function drawObject(dice, features, { parts, simple }) {
  const has = (name) => features.includes(name);
  const names = dice.shuffled(NAMES);
  const value = {};
  const schema = { type: 'object', properties: {}, required: [] };
  for (const part of [...parts, ...Array.from({ length: dice.between(1, 3) }, () => simple)]) {
    const one = part();
    const name = names.pop();
    value[name] = one.value;
    schema.properties[name] = one.schema;
    if (part !== simple || dice.chance(0.4)) schema.required.push(name);
  }
  if (has('patternProperties')) addPatternProperties(dice, { value, schema }, simple);
  if (has('dependentSchemas')) addDependentSchemas(dice, { value, schema }, simple);
  if (has('dependentRequired')) addDependentRequired(dice, { value, schema });
  if (has('propertyNames')) schema.propertyNames = namesAround(dice, Object.keys(value));
  if (dice.chance(0.35)) close(dice, schema);
  else if (dice.chance(0.2)) schema.additionalProperties = simple().schema;
  const count = Object.keys(value).length;
  if (has('counts') || dice.chance(0.2)) schema.minProperties = dice.between(Math.max(0, count - 2), count);
  if (has('counts') || dice.chance(0.2)) schema.maxProperties = count + dice.pick([0, 0, 1, 5]);
  if (schema.required.length === 0) delete schema.required;
  return { value, schema };
}

/**
 * Allows no other members, by the one keyword or the other. `unevaluatedProperties` beside `dependentSchemas` is left out:
 * the validator judges it wrongly, which the JSON Schema suite counts.
 */
function close(dice, schema) {
  const isPlain = 'dependentSchemas' in schema || dice.chance(0.8);
  schema[isPlain ? 'additionalProperties' : 'unevaluatedProperties'] = false;
}

/** The patterns of names, with names that they match. */
const NAMED = [
  ['^x-', () => 'x-'],
  [String.raw`^\d{3}$`, (dice) => String(dice.between(100, 999))],
  ['^[a-z]{2}_[A-Z]{2}$', (dice) => `${dice.pick(['de', 'fr', 'en'])}_${dice.pick(['DE', 'GB', 'CH'])}`],
  [String.raw`^item\d+$`, (dice) => `item${dice.below(500)}`],
  ['^(?:red|green|blue)$', (dice) => dice.pick(['red', 'green', 'blue'])],
];

function addPatternProperties(dice, { value, schema }, simple) {
  const [pattern, nameOf] = dice.pick(NAMED);
  const { value: member, schema: definition } = simple();
  schema.patternProperties = { [pattern]: definition };
  const count = dice.between(1, 3);
  for (let added = 0; added < count; added += 1) {
    const name = nameOf(dice);
    if (pattern === '^x-' && name in schema.properties) continue;
    value[name === 'x-' ? `x-${added}` : name] = member;
  }
  const isShared = pattern === '^x-' && 'x-extra' in value;
  if (isShared) schema.patternProperties = { '^x-(?!extra)': definition };
  schema.minProperties = Object.keys(value).length;
}

function addDependentSchemas(dice, { value, schema }, simple) {
  const trigger = dice.pick(Object.keys(value));
  const added = simple();
  const name = 'dependant';
  if (!('maxProperties' in schema)) value[name] = added.value;
  schema.properties[name] = {};
  if (dice.chance(0.5) && !schema.required.includes(trigger)) schema.required.push(trigger);
  schema.dependentSchemas = {
    [trigger]: { required: [name], properties: { [name]: added.schema } },
    absent: dice.pick([false, { required: ['never'] }, { maxProperties: 0 }]),
  };
}

function addDependentRequired(dice, { value, schema }) {
  const [trigger, ...others] = dice.shuffled(Object.keys(value));
  schema.dependentRequired = { [trigger]: others.slice(0, 2), absent: ['never'] };
}

function namesAround(dice, names) {
  const lengths = names.map((name) => name.length);
  return dice.pick([
    { pattern: String.raw`^[\w-]+$`, maxLength: Math.max(...lengths) + dice.below(3) },
    { minLength: Math.min(...lengths), maxLength: Math.max(...lengths) },
    { enum: [...names, 'other', 'another'] },
    { pattern: '^[a-zA-Z0-9_-]{1,64}$' },
    { not: { pattern: String.raw`^\$` }, maxLength: 40 },
    { anyOf: names.map((name) => ({ const: name })) },
  ]);
}
