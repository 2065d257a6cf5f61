import { messageOf } from '../../base/error-message.ts';
import { stringMember } from '../../base/json.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder: name a file',
  EACCES: 'this user may not open it',
};

/** Why a file cannot be read or written, without Node's codes; else what the error says. */
export function fileTrouble(error: unknown): string {
  return REASONS[stringMember(error, 'code') ?? ''] ?? messageOf(error);
}
