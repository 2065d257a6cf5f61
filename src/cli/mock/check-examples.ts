import { examplesOfOperation } from '../../description/lint/documented-examples.ts';
import { exampleFaults } from '../../description/lint/lint-examples.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { displayPath } from '../output/display-path.ts';
import { createPlaceWriter } from '../output/place-writer.ts';

/** A check of examples that runs in the background. */
export interface ExampleCheck {
  readonly stop: () => void;
}

/** The check begins this long after the start, in milliseconds. */
const DELAY = 300;

/** After each operation, the check pauses this many times as long as it worked, so that requests come first. */
const PAUSE_FACTOR = 3;

/** The check ends after this many milliseconds of work, and refers to `inspect` for the rest. */
const MAX_WORK = 3_000;

/** The check ends after this many lines, and refers to `inspect` for the rest. */
const MAX_LINES = 20;

/**
 * Checks the examples of descriptions, operation by operation, and writes a line for each that breaks its schema. It runs
 * in the background: neither the start nor the end of the process waits for it.
 */
export function checkExamples(
  descriptions: readonly Description[],
  write: (line: string) => void,
): ExampleCheck {
  let isStopped = false;
  const check = async () => {
    await pause(DELAY);
    for (const description of descriptions) {
      for await (const line of linesOf(description)) {
        if (isStopped) return;
        write(line);
      }
    }
  };
  void check();
  return {
    stop: () => {
      isStopped = true;
    },
  };
}

/** Yields the line of each invalid example. Pauses after each operation. */
async function* linesOf(description: Description): AsyncGenerator<string> {
  const { operations, location = description.name } = description;
  const hint = `for the other examples, run: stuntdouble inspect ${displayPath(location)}`;
  const placeOf = createPlaceWriter(description);
  const seen = new Set<string>();
  let work = 0;
  for (const operation of operations) {
    const started = performance.now();
    const faults = faultsOf(description, operation).filter(({ pointer }) => !seen.has(pointer));
    for (const { pointer, message } of faults) {
      seen.add(pointer);
      yield `invalid example  ${placeOf(pointer)}: ${message}`;
    }
    const duration = performance.now() - started;
    work += duration;
    if (seen.size >= MAX_LINES || work > MAX_WORK) return yield hint;
    await pause(duration * PAUSE_FACTOR);
  }
}

function faultsOf(description: Description, operation: Operation) {
  try {
    return examplesOfOperation(operation).flatMap((example) => exampleFaults(description, example));
  } catch {
    return []; // the schema cannot be compiled, which the response to a request will say
  }
}

/** Waits, without keeping the process from ending. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
