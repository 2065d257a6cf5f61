import { constants, lstatSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PersistError } from './persist-error.ts';

/** Only the owner may read the files: they have what was sent. */
export const MODE = 0o600;

/** A piece has at least this many characters. */
const PIECE = 65_536;

/**
 * Replaces a file by pieces of text. Until all are on the disk, the old one stays; whenever the process is killed, one of
 * the two is there, whole. Other work goes on between the pieces.
 */
export async function writeWhole(file: string, pieces: Iterable<string>): Promise<void> {
  const next = unfinished(file);
  rmSync(next, { force: true }); // that of a process which was killed
  const handle = await open(next, 'wx', MODE); // neither follows a symbolic link, nor takes a file of somebody else
  try {
    for (const piece of joined(pieces)) await handle.appendFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  await syncFolder(dirname(file));
}

/** Returns where a file is written until it is whole. */
export function unfinished(file: string): string {
  return `${file}.new`;
}

function* joined(pieces: Iterable<string>): Generator<string> {
  let piece = '';
  for (const one of pieces) {
    piece += one;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Makes the renaming last, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined); // Windows opens no folders
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Reads a file; undefined where there is none. @throws PersistError for a symbolic link, and what is no file */
export async function readWhole(file: string): Promise<string | undefined> {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isSymbolicLink()) throw new PersistError('it is a symbolic link: name the file that it leads to');
  if (!found.isFile()) throw new PersistError('it is not a file');
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
