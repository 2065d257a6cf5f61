import { messageOf } from '../../../base/error-message.ts';
import { writeExactJson } from '../../../base/exact-json.ts';
import type { Mock } from '../../mock.ts';
import { SnapshotError } from '../../state/mock-snapshot.ts';
import { descriptionHash } from './description-hashes.ts';
import { lockFile, type FileLock } from './file-lock.ts';
import { fittingState, type UnfitPart } from './fitting-state.ts';
import { PersistError } from './persist-error.ts';
import { parseStateFile, writeStateFile, type StateFile } from './state-file.ts';
import { moveAside, readWhole, writeAside, writeWhole } from './whole-file.ts';

/** Where the state is kept over restarts. */
export interface PersistOptions {
  readonly file: string;
  /** Gets a sentence for each thing that was set aside, and when the file cannot be written. */
  readonly tell: (note: string) => void;
}

/** The file begins to be written at most so often, in milliseconds. */
const INTERVAL = 1000;

/** After the first change, others are waited for so long, in milliseconds. */
const DELAY = 100;

/**
 * Puts a mock to the state that a file keeps, and from then on keeps it there: at most once a second after a change, and
 * when it is closed. @throws PersistError where the file cannot be used, or another process uses it
 */
export async function persist(
  mock: Mock,
  { file, tell }: PersistOptions,
): Promise<{ readonly close: () => Promise<void> }> {
  const lock = await explained(file, () => lockFile(file));
  try {
    await explained(file, () => load(mock, file, tell));
    const writing = createWriting({ mock, file, tell, lock });
    await explained(file, writing.write); // says at once where nothing can be written
    mock.keeping.onChange(writing.changed);
    return writing;
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function explained<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new PersistError(`${file} cannot keep the state: ${messageOf(error)}`, { cause: error });
  }
}

/** Puts the mock to what the file keeps, and sets aside what cannot be used. */
async function load({ keeping, apis }: Mock, file: string, tell: PersistOptions['tell']): Promise<void> {
  const content = await readWhole(file);
  const read = content === undefined ? undefined : parsed(content, file, tell);
  if (read === undefined) return;
  const { state, unfit } = fittingState(read, apis());
  const refused = await keeping.restore(state);
  const aside: readonly UnfitPart[] = [
    ...unfit,
    ...refused.map(({ namespace, settings, reason }) => ({ reason, namespace, part: settings })),
  ];
  if (aside.length === 0) return;
  const name = writeAside(file, `${writeExactJson(aside)}\n`);
  for (const line of noteLines(aside)) tell(line);
  tell(`${file}: what no longer fits is now in ${name}`);
}

/** Reads the content of the file; of a damaged one nothing, and the file gets another name. */
function parsed(content: string, file: string, tell: PersistOptions['tell']): StateFile | undefined {
  try {
    return parseStateFile(content);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof SnapshotError)) throw error;
    tell(`${file} is damaged (${error.message}): it is now ${moveAside(file)}, and the mock starts anew`);
    return undefined;
  }
}

/** At most this many parts are named one by one. */
const NAMED = 10;

function noteLines(aside: readonly UnfitPart[]): readonly string[] {
  const lines = aside
    .slice(0, NAMED)
    .map(({ reason, namespace, api }) =>
      [`no longer fits`, namespace ? `in namespace ${namespace}` : '', `${api ?? 'settings'}: ${reason}`]
        .filter((part) => part !== '')
        .join(' '),
    );
  return aside.length > NAMED ? [...lines, `and ${aside.length - NAMED} more`] : lines;
}

interface WritingContext extends PersistOptions {
  readonly mock: Mock;
  readonly lock: FileLock;
}

function createWriting({ mock, file, tell, lock }: WritingContext) {
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
