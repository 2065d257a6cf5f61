import { chmodSync, closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { explainFileError } from '../options/file-error.ts';
import { HAR_END, harStart } from '../../codec/archive/har-log.ts';
import { UsageError } from '../options/usage-error.ts';
import { harEntry, type HarExchange, type HarTexts } from '../../codec/archive/har-entry.ts';
import { packageVersion } from '../../mock/server/package/package-version.ts';

/** An HTTP archive (HAR 1.2), whose file is whole after each exchange. */
export interface HarArchive {
  /** Adds an exchange. Where that cannot be written, says so on the standard error, once, and closes the file. */
  readonly add: (exchange: HarExchange, texts: HarTexts) => void;
  readonly close: () => void;
}

/** Only the owner may read it: it has what was sent. */
const MODE = 0o600;

/** Opens the archive that an option names. A file that is there is replaced. @throws UsageError where it cannot be written */
export function openHarArchive(option: 'har' | 'journal' | 'record' | 'output', file: string): HarArchive {
  const name = `--${option} ${file}`;
  let descriptor: number | undefined = open(name, file);
  let size = write(descriptor, harStart(packageVersion()), 0);
  let separator = '';
  write(descriptor, HAR_END, size);
  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  return {
    add: (exchange, texts) => {
      if (descriptor === undefined) return;
      const text = `${separator}\n${JSON.stringify(harEntry(exchange, texts))}`;
      try {
        write(descriptor, text + HAR_END, size); // over what ended the file until now
        size += Buffer.byteLength(text);
        separator = ',';
      } catch (error) {
        close();
        process.stderr.write(`${name}: nothing more is written: ${explainFileError(error)}\n`);
      }
    },
    close,
  };
}

function open(name: string, file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, 'w', MODE);
    chmodSync(file, MODE); // also of one that was there
    return descriptor;
  } catch (error) {
    throw new UsageError(`${name}: it cannot be written: ${explainFileError(error)}`, { cause: error });
  }
}

/** Writes all of a text at a place of the file, and returns how many bytes it has. */
function write(descriptor: number, text: string, position: number): number {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length)
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  return written;
}
