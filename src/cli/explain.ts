import { FixtureError } from '../mock/initial-state.ts';
import { DescriptionError } from '../spec/description-error.ts';
import { FixtureFileError } from '../spec/load/load-fixtures.ts';
import { UsageError } from './usage-error.ts';

const MENDABLE = [UsageError, DescriptionError, FixtureError, FixtureFileError];

/** The message alone for what a user can mend; the stack for what only we can. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return MENDABLE.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}
