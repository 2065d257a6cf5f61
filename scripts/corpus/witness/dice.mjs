// Random choices that depend on a seed alone.

export function diceOf(seed) {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0; // mulberry32
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit) => Math.floor(next() * limit);
  const between = (least, most) => least + below(most - least + 1);
  const chance = (share) => next() < share;
  const pick = (list) => list[below(list.length)];
  const shuffled = (list) => {
    const rest = [...list];
    return list.map(() => rest.splice(below(rest.length), 1)[0]);
  };
  return { below, between, chance, pick, shuffled };
}
