import { DescriptionError } from '../../description/model/description-error.ts';
import { FixtureFileError } from '../../mock/server/load-fixtures.ts';
import { FixtureError } from '../../mock/state/initial-data.ts';
import { UsageError } from '../options/usage-error.ts';

const MENDABLE = [UsageError, DescriptionError, FixtureError, FixtureFileError];

/** The message alone for what a user can mend; the stack for what only we can. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return MENDABLE.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}
