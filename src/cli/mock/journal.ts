import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import type { Description } from '../../description/model/description.ts';
import type { ExchangeEvent } from '../../mock/mock.ts';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';
import { packageVersion } from '../output/version.ts';
import { harEntry } from './har-entry.ts';
import { SecretValues } from './secret-values.ts';

/** A file that gets the exchanges of a mock. */
export interface Journal {
  readonly record: (event: ExchangeEvent) => void;
  readonly close: () => void;
}

const END = '\n]}}\n';

/** Only the owner may read it: it has what a client has sent. */
const MODE = 0o600;

/**
 * Opens a journal: an HTTP archive (HAR 1.2) that is whole after each exchange, with secrets as `***`. A file that is there
 * is replaced. `onFailure` is told, once, why nothing more can be written. @throws UsageError
 */
export function openJournal(
  file: string,
  descriptions: () => readonly Description[],
  onFailure: (line: string) => void,
): Journal {
  const secrets = new SecretValues(descriptions);
  let descriptor: number | undefined = open(file);
  const head = JSON.stringify({
    log: { version: '1.2', creator: { name: 'stuntdouble', version: packageVersion() }, entries: [] },
  });
  let size = write(descriptor, head.replace(/\]\}\}$/, ''), 0);
  let isFirst = true;
  write(descriptor, END, size);
  return {
    record: ({ request, response, operation }) => {
      if (descriptor === undefined) return;
      secrets.learn(request, response);
      const entry = harEntry({ request, response, time: new Date(), operationId: operation?.id }, (text) =>
        secrets.mask(text),
      );
      try {
        // what ended the file until now is written over
        const text = `${isFirst ? '' : ','}\n${JSON.stringify(entry)}`;
        write(descriptor, text + END, size);
        size += Buffer.byteLength(text);
        isFirst = false;
      } catch (error) {
        closeSync(descriptor);
        descriptor = undefined;
        onFailure(`--journal ${file}: nothing more is written: ${explainFileError(error)}`);
      }
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function open(file: string): number {
  try {
    const descriptor = openSync(file, 'w', MODE);
    chmodSync(file, MODE); // also of one that was there
    return descriptor;
  } catch (error) {
    const reason = explainFileError(error);
    throw new UsageError(`--journal ${file}: it cannot be written: ${reason}`, { cause: error });
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
