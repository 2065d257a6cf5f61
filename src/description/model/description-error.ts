/**
 * A description that cannot be used at all: unreadable, no OpenAPI, or nothing in it can be served.
 * The message says what, where, and what to do; the command line prints it and exits with 2.
 */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError';
}
