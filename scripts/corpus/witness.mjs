// The shares of values that the generator finds, measured in a process of its own, as lines to print and as faults.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const RUN = fileURLToPath(new URL('witness/run.mjs', import.meta.url));

/** This many schemas are made. */
const COUNTS = { bounded: 300, whole: 10_000 };

/** Returns undefined where the measure did not end. */
export async function measureWitnesses(files, isBounded) {
  const count = isBounded ? COUNTS.bounded : COUNTS.whole;
  const options = { timeout: isBounded ? 200_000 : 3_600_000, maxBuffer: 200_000_000 };
  try {
    const args = [RUN, String(count), '1', ...files];
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return linesOf(JSON.parse(stdout));
  } catch (error) {
    const reason = error.killed ? 'it takes too long' : error.message;
    return { lines: [], faults: [`the generator was not measured: ${reason}`] };
  }
}

function linesOf({ made, patterns, faults }) {
  const { plain, tried } = made;
  const share = ({ values, missing }) => ((100 * missing) / Math.max(values, 1)).toFixed(3);
  const lines = [
    `values of ${made.schemas} made schemas: ${share(plain)} % of ${plain.values} are missing; with look-ahead or back-references ${share(tried)} % of ${tried.values}`,
    `texts of ${patterns.patterns} patterns, with lengths: ${patterns.missing.length} of ${patterns.values} are missing`,
    `values that took more than 100 ms of CPU: ${made.slow.length + patterns.slow.length}`,
    ...made.failures
      .slice(0, 10)
      .map(({ seed, draw, features }) => `  no value: seed ${seed}, draw ${draw}: ${features.join(', ')}`),
    ...patterns.missing.slice(0, 10).map((schema) => `  no text: ${JSON.stringify(schema)}`),
  ];
  return { lines, faults };
}
