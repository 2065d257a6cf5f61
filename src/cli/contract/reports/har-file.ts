import type { Target } from '../../../contract/target/target.ts';
import { openHarArchive } from '../../output/har-archive.ts';
import { recordingTarget, type Recorded } from './recording-target.ts';

/** A file in HAR 1.2 that grows while a run sends. */
export interface HarFile {
  /** Returns the target, whose requests are written from now on, with texts that `mask` has freed of secrets. */
  readonly record: (target: Target, baseUrl: string, mask: (text: string) => string) => Target;
  /** Writes what is left, and closes the file. */
  readonly close: () => Promise<void>;
}

/** How much of a body is written, in characters. */
const LONGEST_BODY = 1_000_000;

/** Opens the file. @throws UsageError where it cannot be written */
export function openHarFile(file: string): HarFile {
  const archive = openHarArchive('har', file);
  return {
    record: (target, baseUrl, mask) => {
      const write = ({ outcome, ...sent }: Recorded) => {
        const response = outcome.kind === 'answered' ? outcome.response : undefined;
        const comment = outcome.kind === 'answered' ? undefined : outcome.reason;
        archive.add({ ...sent, baseUrl, response, comment }, { mask, longestBody: LONGEST_BODY });
      };
      // a credential that a response gives is known, and masked, once those who asked for it have read the response
      return recordingTarget(target, (recorded) => void setImmediate(write, recorded));
    },
    close: async () => {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      archive.close();
    },
  };
}
