import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Target } from '../../../contract/target/target.ts';
import { explainFileError } from '../../options/file-error.ts';
import { UsageError } from '../../options/usage-error.ts';
import { packageVersion } from '../../output/version.ts';
import { harEntry } from './har-entry.ts';
import { recordingTarget, type Recorded } from './recording-target.ts';

/** A file in HAR 1.2 that grows while a run sends. */
export interface HarFile {
  /** Returns the target, whose requests are written from now on. */
  readonly record: (target: Target, baseUrl: string) => Target;
  /** Frees the texts that are written of secrets, from now on. */
  readonly maskWith: (mask: (text: string) => string) => void;
  /** Writes what is left, and ends the file. */
  readonly close: () => Promise<void>;
}

/** Opens the file, which nobody else may read. @throws UsageError where it cannot be written */
export function openHarFile(file: string): HarFile {
  const descriptor = open(file);
  const creator = JSON.stringify({ name: 'stuntdouble', version: packageVersion() });
  writeSync(descriptor, `{"log":{"version":"1.2","creator":${creator},"pages":[],"entries":[`);
  let count = 0;
  let mask = (text: string) => text;
  const write = (recorded: Recorded, baseUrl: string) => {
    writeSync(descriptor, `${count === 0 ? '' : ','}\n${JSON.stringify(harEntry(recorded, baseUrl, mask))}`);
    count += 1;
  };
  return {
    // a credential that a response gives is known, and masked, once those who asked for it have read the response
    record: (target, baseUrl) =>
      recordingTarget(target, (recorded) => void setImmediate(write, recorded, baseUrl)),
    maskWith: (next) => {
      mask = next;
    },
    close: async () => {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      writeSync(descriptor, '\n]}}\n');
      closeSync(descriptor);
    },
  };
}

function open(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'w', 0o600);
  } catch (error) {
    throw new UsageError(`${file}: the requests cannot be written there: ${explainFileError(error)}`, {
      cause: error,
    });
  }
}
