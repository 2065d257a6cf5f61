import { stringMember } from './json.ts';

/**
 * Returns the message of an error; of anything else that was thrown, its text. An `Error` of another realm, as test
 * runners have, is known by its `message` alone.
 */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return stringMember(error, 'message') ?? String(error);
}
