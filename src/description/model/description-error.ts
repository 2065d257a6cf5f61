/**
 * A description that cannot be used at all: unreadable, not OpenAPI, or without operations that can be served. The
 * message says what is wrong, where, and what to do; the command line prints it and exits with 2.
 */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError';
}
