import type { RawResponse } from '../../http/message.ts';
import type { Violation } from '../../validation/violation.ts';

/** The field that tells what is wrong with a request that was answered nevertheless. */
const FIELD = 'x-stuntdouble-violations';

/** Limits the violations in the field, since programs limit the length of fields. */
const MAX_TOLD = 10;

/** Adds the violations of the request to its response, as JSON in ASCII. */
export function tellViolations(response: RawResponse, violations: readonly Violation[]): RawResponse {
  const told = violations
    .slice(0, MAX_TOLD)
    .map(({ where, pointer, sentence }) => ({ where, pointer, sentence }));
  return { ...response, headers: { ...response.headers, [FIELD]: inAscii(JSON.stringify(told)) } };
}

function inAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
