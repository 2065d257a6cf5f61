// Makes values that differ from a given one in one place each, as faults of clients and servers do. It makes the same
// ones in each run.

/** Places that are nested deeper than this are not changed. */
const DEEPEST = 4;

/** Returns at most `most` changed values, spread evenly over the places. */
export function mutantsOf(value, most) {
  const all = [...changed(value, 0)];
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, index) => all[Math.floor(index * step)]);
}

function* changed(value, depth) {
  yield* replacements(value);
  if (depth >= DEEPEST || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    yield [];
    yield [...value, ...value];
    for (const [index, item] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const other of changed(item, depth + 1)) yield value.with(index, other);
    }
    return;
  }
  yield {};
  yield { ...value, 'not described': true };
  for (const [name, member] of Object.entries(value)) {
    const { [name]: _, ...rest } = value;
    yield rest;
    for (const other of changed(member, depth + 1)) yield { ...value, [name]: other };
  }
}

function* replacements(value) {
  const others = [null, true, 0, -1, 2.5, 1e12, '', 'text', 'x'.repeat(300), '2024-02-30', [], ['text'], {}];
  const written = JSON.stringify(value);
  for (const other of others) if (JSON.stringify(other) !== written) yield other;
  if (typeof value === 'number') yield* [value + 1, value - 1, value * 1000, String(value)];
  if (typeof value === 'string')
    yield* [`${value} `, value.toUpperCase(), value.slice(1), `${value}${value}`];
}
