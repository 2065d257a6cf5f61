import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that only its owner may read, in the place of one that is there. Its folders are made. */
export function writePrivateFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const made = `${file}.${process.pid}.tmp`;
  writeFileSync(made, text, { mode: 0o600 });
  chmodSync(made, 0o600);
  renameSync(made, file);
}
