// The places of a baseline file, each of which is one accepted finding.

/** Returns the accepted findings of a baseline, one for each place. */
export function placesOf({ accepted }) {
  return accepted.flatMap(({ check, operation, at, found, reason, places = [] }) =>
    [{}, ...places].map((place) => ({ check, operation, at, found, reason, ...place })),
  );
}

/** Returns a baseline in which the findings with one check and one reason are an entry, with their places. */
export function baselineOf(places) {
  const accepted = [...grouped(places).values()].map(([first, ...others]) => {
    const { reason, ...one } = first;
    const differing = others.map((place) => differingFrom(first, place));
    return { ...one, ...(differing.length > 0 && { places: differing }), reason };
  });
  return { format: 1, accepted };
}

function grouped(places) {
  const groups = new Map();
  for (const place of places) groups.set(keyOf(place), [...(groups.get(keyOf(place)) ?? []), place]);
  return groups;
}

function keyOf({ check, reason }) {
  return JSON.stringify([check, reason]);
}

function differingFrom(first, place) {
  const members = ['operation', 'at', 'found'].filter((name) => place[name] !== first[name]);
  return Object.fromEntries(members.map((name) => [name, place[name]]));
}
