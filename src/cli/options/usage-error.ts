/** Refuses a command line. Its message says what to do; `main` prints it without a stack, and exits with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
