import { messageOf } from '../../base/error-message.ts';
import { stringMember } from '../../base/json.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder: give a file',
  EACCES: 'you have no permission to open it',
};

/** Returns the reason why a file cannot be read or written, in words for Node's most frequent error codes. */
export function explainFileError(error: unknown): string {
  return REASONS[stringMember(error, 'code') ?? ''] ?? messageOf(error);
}
