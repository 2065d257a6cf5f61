/** A command line that cannot be carried out; the message says what to do. Printed as it is, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
