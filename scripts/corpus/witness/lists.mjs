// Draws lists, and the assertions around them.

/** Returns a list and its assertions. `inner` draws an item; `simple` draws one that has few assertions. */
export function drawList(dice, features, { inner, simple }) {
  const has = (name) => features.includes(name);
  if (has('manyItems')) return longList(dice, features, inner);
  const schema = { type: 'array' };
  const list = [];
  if (has('prefixItems')) {
    const places = [inner(), ...Array.from({ length: dice.below(3) }, simple)];
    schema.prefixItems = places.map((one) => one.schema);
    list.push(...places.map(({ value }) => value));
    if (dice.chance(0.3)) schema.items = false;
  }
  const rest = has('prefixItems') ? simple() : inner();
  if (schema.items !== false) {
    const count = dice.between(has('prefixItems') ? 0 : 1, 2);
    list.push(...Array.from({ length: count }, () => rest.value));
    schema.items = rest.schema;
  }
  if (has('contains')) addContains(dice, { schema, list, rest });
  if (new Set(list.map((one) => JSON.stringify(one))).size === list.length && dice.chance(0.4))
    schema.uniqueItems = true;
  if (dice.chance(0.6)) schema.minItems = dice.between(0, list.length);
  if (dice.chance(0.6)) schema.maxItems = list.length + dice.below(3);
  return { value: list, schema };
}

/** Adds `contains`, with counts, around an item that the list has. Without one, the list gets one of another kind. */
function addContains(dice, { schema, list, rest }) {
  const wanted = list.length > 0 ? dice.pick(list) : rest.value;
  if (list.length === 0) {
    list.push(wanted);
    schema.items = true;
  }
  const matching = list.filter((one) => JSON.stringify(one) === JSON.stringify(wanted)).length;
  schema.contains = dice.chance(0.5) ? { const: wanted } : { enum: [wanted, 'another', 17] };
  if (dice.chance(0.5)) schema.minContains = dice.between(0, matching);
  if (dice.chance(0.5))
    schema.maxContains = matching + list.filter((one) => one === 'another' || one === 17).length;
}

function longList(dice, features, inner) {
  const count = dice.between(1000, 4000);
  const schema = { type: 'array', minItems: dice.between(count - 20, count) };
  const isUnique = dice.chance(0.3);
  const one = inner();
  const list = Array.from({ length: count }, (_, index) =>
    isUnique ? `item-${String(index).padStart(4, '0')}` : one.value,
  );
  schema.items = isUnique ? { type: 'string', pattern: String.raw`^item-\d{4,5}$` } : one.schema;
  if (isUnique) schema.uniqueItems = true;
  if (features.includes('prefixItems')) {
    const first = isUnique ? inner() : one;
    schema.prefixItems = [first.schema];
    list[0] = first.value;
  }
  if (features.includes('contains')) {
    schema.contains = { const: list[7] };
    if (dice.chance(0.5)) schema.minContains = isUnique ? 1 : dice.between(1, 5);
  }
  if (dice.chance(0.5)) schema.maxItems = count + dice.below(100);
  return { value: list, schema };
}
