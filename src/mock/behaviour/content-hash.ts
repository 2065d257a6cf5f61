const SEEDS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

/**
 * Returns 128 bits in hexadecimal that depend on each byte of the parts, and on where one part ends. The same on every
 * platform. Not for secrets: it tells contents apart, and anybody can find two with the same value.
 */
export function contentHash(...parts: readonly Uint8Array[]): string {
  return SEEDS.map((seed) => hashed(seed, parts).toString(16).padStart(8, '0')).join('');
}

/** Mixes all bytes into 32 bits (multiply and rotate, as MurmurHash3 does). */
function hashed(seed: number, parts: readonly Uint8Array[]): number {
  let hash = seed;
  for (const part of parts) {
    for (const byte of part) {
      hash = Math.imul(hash ^ byte, 0x5bd1e995);
      hash = (hash << 13) | (hash >>> 19);
    }
    hash = Math.imul(hash ^ part.length, 0x1b873593);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
