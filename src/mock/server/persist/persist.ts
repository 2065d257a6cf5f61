import { messageOf } from '../../../base/error-message.ts';
import type { Mock } from '../../mock.ts';
import { lockFile } from './file-lock.ts';
import { loadState, type Tell } from './load-state.ts';
import { PersistError } from './persist-error.ts';
import { createWriting } from './writing.ts';

/** Where the state is kept over restarts. */
export interface PersistOptions {
  readonly file: string;
  readonly tell: Tell;
}

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
    await explained(file, () => loadState(mock, file, tell));
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
