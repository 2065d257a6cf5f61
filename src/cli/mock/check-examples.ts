import { examplesOfOperation } from '../../description/lint/documented-examples.ts';
import { exampleFaults } from '../../description/lint/lint-examples.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { placeWriter } from '../output/fault-lines.ts';
import { nearPath } from '../output/near-path.ts';

/** A check that goes on beside the mock's work. */
export interface Checking {
  readonly stop: () => void;
}

/** In milliseconds: how long after the start it begins. */
const DELAY = 300;

/** It rests this many times as long as it works: requests come first. */
const RESTS = 3;

/** After so many milliseconds of work, or so many lines, it ends: `inspect` tells the rest. */
const MOST_WORK = 3_000;

const MOST_LINES = 20;

/**
 * Checks the examples of descriptions, operation by operation, and writes a line for each
 * that breaks its schema: a start does not wait for it, and nothing waits for its end.
 */
export function checkExamples(descriptions: readonly Description[], write: (line: string) => void): Checking {
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

/** Pauses before each operation. */
async function* linesOf(description: Description): AsyncGenerator<string> {
  const { operations, location = description.name } = description;
  const rest = `the other examples: stuntdouble inspect ${nearPath(location)}`;
  const placeOf = placeWriter(description);
  const seen = new Set<string>();
  let work = 0;
  for (const operation of operations) {
    const started = performance.now();
    const found = faultsOf(description, operation).filter(({ pointer }) => !seen.has(pointer));
    for (const { pointer, message } of found) {
      seen.add(pointer);
      yield `invalid example  ${placeOf(pointer)}: ${message}`;
    }
    const taken = performance.now() - started;
    work += taken;
    if (seen.size >= MOST_LINES || work > MOST_WORK) return yield rest;
    await pause(taken * RESTS);
  }
}

function faultsOf(description: Description, operation: Operation) {
  try {
    return examplesOfOperation(operation).flatMap((example) => exampleFaults(description, example));
  } catch {
    return []; // whoever calls the operation is told why
  }
}

/** Keeps nobody from ending. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
