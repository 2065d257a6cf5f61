import type { ControlFiles } from './control-files.ts';

/** The build writes the version here; sources that are run as they are have none. */
declare const STUNTDOUBLE_VERSION: string | undefined;

/** Stands for the files where there are none, as in a page. */
export const NO_FILES: ControlFiles = {
  version: () => (typeof STUNTDOUBLE_VERSION === 'undefined' ? '' : STUNTDOUBLE_VERSION),
  controlDescription: () => undefined,
  linesOf: () => () => null,
};
