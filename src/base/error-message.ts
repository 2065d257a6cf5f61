import { stringMember } from './json.ts';

/** What an error says, or whatever else was thrown. Test runners give tests another `Error`: its members count. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return stringMember(error, 'message') ?? String(error);
}
