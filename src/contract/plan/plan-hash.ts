import { exactText } from '../../base/exact-json.ts';
import type { Case } from '../case/case.ts';

/** So many cases are hashed at a time. */
const PART = 500;

/** How many hexadecimal digits are told. */
const LENGTH = 16;

/**
 * What tells one plan from another: the start of a SHA-256 over its cases, with all that is in them. The same for the
 * same description, options and version, whatever the target, the credentials and the concurrency.
 */
export async function planHash(cases: readonly Case[]): Promise<string> {
  const parts: string[] = [];
  for (let start = 0; start < cases.length; start += PART) {
    parts.push(await sha256(exactText(cases.slice(start, start + PART))));
  }
  return (await sha256(parts.join(''))).slice(0, LENGTH);
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
