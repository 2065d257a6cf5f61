import { messageOf } from '../../../base/error-message.ts';
import type { Mock } from '../../mock.ts';
import { descriptionHash } from './description-hashes.ts';
import type { FileLock } from './file-lock.ts';
import type { Tell } from './load-state.ts';
import { PersistError } from './persist-error.ts';
import { writeStateFile } from './write-state-file.ts';
import { writeWhole } from './whole-file.ts';

/** The file begins to be written at most so often, in milliseconds. */
const INTERVAL = 1000;

/** After the first change, others are waited for so long, in milliseconds. */
const DELAY = 100;

interface WritingContext {
  readonly file: string;
  readonly tell: Tell;
  readonly mock: Mock;
  readonly lock: FileLock;
}

/** Writes the state of a mock to a file: at once, after changes, and at the end. */
export function createWriting({ mock, file, tell, lock }: WritingContext) {
  const { keeping } = mock;
  const descriptions = Object.fromEntries(
    mock.apis().map((api) => [api.description.name, descriptionHash(api)]),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;
  let isDirty = false;
  let begun = -INTERVAL;
  let isFailing = false;
  const write = async () => {
    isDirty = false;
    begun = performance.now();
    if (!lock.hold()) throw new PersistError('another process has taken its lock away');
    await writeWhole(file, writeStateFile({ descriptions, state: await keeping.take() }));
  };
  const tellFailure = (error: unknown) => {
    isDirty = true;
    if (!isFailing) tell(`${file}: the state could not be written: ${messageOf(error)}`);
    isFailing = true;
  };
  const writeOrTell = async () => {
    try {
      await write();
      isFailing = false;
    } catch (error) {
      tellFailure(error);
    }
  };
  const start = () => {
    timer = undefined;
    writing = writeOrTell().finally(() => {
      writing = undefined;
      if (isDirty) schedule();
    });
  };
  const schedule = () => {
    if (timer !== undefined || writing !== undefined) return;
    timer = setTimeout(start, Math.max(DELAY, begun + INTERVAL - performance.now()));
    timer.unref();
  };
  return {
    write,
    changed: () => {
      isDirty = true;
      schedule();
    },
    close: async () => {
      keeping.onChange(() => {});
      await writing;
      clearTimeout(timer);
      if (isDirty) await writeOrTell();
      lock.release();
    },
  };
}
