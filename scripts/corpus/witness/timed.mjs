/** What takes longer is tried again, in ms. */
const LONG = 100;

/** The CPU time of the work below on a machine that has nothing else to do, in ms. */
const USUAL = 18;

/**
 * Calls a function, and returns its result, the least CPU time that it takes, and the size of the result as JSON. The time is
 * in ms of a machine that needs the usual time for the work below: others are slower, and the same one at other times.
 */
export function timed(call) {
  let time = Infinity;
  let result;
  for (let round = 0; round < 3 && time > LONG; round += 1) {
    const taken = cpuTime(() => {
      result = call();
    });
    time = Math.min(time, taken > LONG ? taken / slowness() : taken); // the first round compiles, and collects the garbage of others
  }
  const size = result.kind === 'value' ? JSON.stringify(result.value).length : 0;
  return { result, time, size };
}

/** Returns how many times as long as usual this machine takes at the moment; at least 1. */
function slowness() {
  return Math.max(1, Math.min(cpuTime(work), cpuTime(work)) / USUAL);
}

function cpuTime(call) {
  const start = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function work() {
  const seen = new Map();
  for (let number = 0; number < 60_000; number += 1) {
    const text = String(Math.imul(number, 2_654_435_761) >>> 0);
    if (/7+/.test(text)) seen.set(text, number);
  }
  return seen.size;
}

for (let round = 0; round < 20; round += 1) work(); // until it has been compiled
