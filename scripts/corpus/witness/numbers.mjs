// Draws numbers, and the assertions around them.

/** Returns a number and its assertions. */
export function drawNumber(dice, features) {
  const isInteger = dice.chance(0.5);
  const step = dice.pick(isInteger ? [1, 2, 7, 60, 1000] : [0.01, 0.1, 0.25, 0.5, 1.5]);
  const count = dice.between(-500, 500) * dice.pick([1, 1, 1000]);
  const value = isInteger ? count * step : Number((count * step).toFixed(4));
  const schema = { type: isInteger ? 'integer' : 'number' };
  if (features.includes('multipleOf')) schema.multipleOf = step;
  if (features.includes('exclusive')) Object.assign(schema, boundsAround(dice, value, isInteger ? 1 : 0.01));
  else if (dice.chance(0.3))
    Object.assign(schema, { minimum: value - dice.below(3), maximum: value + dice.below(50) });
  return { value, schema };
}

function boundsAround(dice, value, least) {
  const gap = () => dice.pick([least, least, 1, 100]);
  const under = { exclusiveMaximum: value + gap() };
  const above = { exclusiveMinimum: value - gap() };
  return dice.pick([
    { ...under, ...above },
    above,
    under,
    { minimum: value, ...under },
    { maximum: value, ...above },
  ]);
}
