import type { Json, JsonObject } from '../../base/json.ts';

/** The codes of errors (JSON-RPC 2.0, section 5.1; Model Context Protocol 2026-07-28, Error Codes). */
const CODES = {
  notJson: -32_700,
  noRequest: -32_600,
  noMethod: -32_601,
  wrongParams: -32_602,
  failed: -32_603,
  wrongVersion: -32_022,
} as const;

/** The name of an error. */
export type ErrorName = keyof typeof CODES;

/** Writes an error; the identifier of a request that could not be read is null. */
export function errorAnswer(
  id: string | number | null,
  code: ErrorName,
  message: string,
  data?: Json,
): JsonObject {
  return {
    jsonrpc: '2.0',
    id,
    error: { code: CODES[code], message, ...(data !== undefined && { data }) },
  };
}
