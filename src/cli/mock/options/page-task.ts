import type { ParsedArguments } from '../../options/arguments.ts';
import { numberIn } from '../../options/option-values.ts';

/** How the page of a mock is served. */
export interface PageTask {
  /** Undefined: the port after that of the mock, or a free one where that is taken. */
  readonly port: number | undefined;
  /** Opens it in the browser. */
  readonly isOpened: boolean;
}

/** Reads `--page-port`, `--no-page` and `--open`. The page controls the mock: without the control, there is none. */
export function readPageTask(given: ParsedArguments, faults: string[]): PageTask | undefined {
  const port = numberIn(given, { name: 'page-port', least: 0, most: 65_535 }, faults);
  const isOpened = given.flag('open') === true;
  const without = (['page', 'control'] as const).find((name) => given.flag(name) === false);
  if (without === undefined) return { port, isOpened };
  if (port !== undefined) faults.push(`--page-port: there is no page with --no-${without}`);
  if (isOpened) faults.push(`--open: there is no page with --no-${without}`);
  return undefined;
}
