import type { KeptState } from '../../control/kept-state.ts';

/** Tells such a file from others. */
export const FORMAT = 'stuntdouble state';

/** The version of files that are written. */
export const VERSION = 1;

/** The content of a file that keeps the state. */
export interface StateFile {
  /** The hash of the description, and of what says what its items are, by the name of the API. */
  readonly descriptions: Readonly<Record<string, string>>;
  readonly state: KeptState;
}
