import { DescriptionError } from '../../description/model/description-error.ts';
import { SettingsError } from '../../mock/control/settings-error.ts';
import { FixtureFileError } from '../../mock/server/fixtures/load-fixtures.ts';
import { FixtureError } from '../../mock/state/initial-data.ts';
import { UsageError } from '../options/usage-error.ts';

/** The errors whose cause is in the user's files or command line. */
const USER_ERRORS = [UsageError, DescriptionError, FixtureError, FixtureFileError, SettingsError];

/** Returns the message alone of an error that the user can correct, and the stack of any other. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isUserError = USER_ERRORS.some((errorClass) => error instanceof errorClass);
  return isUserError ? error.message : (error.stack ?? error.message);
}
