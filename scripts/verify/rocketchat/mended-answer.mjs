// An answer with values that fit its type at the places where it is known to break it.

/**
 * Returns the body with the values of `fits` at their places, so that everything else can be checked. A place is a JSON
 * Pointer in which * stands for each item of a list. A value of the same
 * JSON type stays.
 */
export function mendedAnswer(answer, fits) {
  const body = Object.entries(fits).reduce(
    (mended, [place, value]) => mendedAt(mended, place.split('/').slice(1), value),
    answer.body,
  );
  return { ...answer, body };
}

function mendedAt(node, [name, ...rest], value) {
  if (name === undefined) return value;
  if (name === '*') return node.map((item) => mendedAt(item, rest, value));
  if (rest.length > 0) return { ...node, [name]: mendedAt(node[name], rest, value) };
  return { ...node, [name]: fitsAs(node[name], value) ? node[name] : value };
}

/** True for a value of the same JSON type. */
function fitsAs(found, value) {
  return found !== undefined && found !== null && typeof found === typeof value;
}
