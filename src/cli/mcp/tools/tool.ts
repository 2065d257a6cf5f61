import type { JsonObject } from '../../../base/json.ts';

/** A thing that a client may have done (Model Context Protocol, Tools). */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly takes: Readonly<Record<string, Argument>>;
  /** True where it changes nothing on the target. */
  readonly isReadOnly: boolean;
  /** @throws ToolError that says what is wrong, for the client to try otherwise */
  readonly call: (given: Given, signal: AbortSignal) => Promise<ToolOutput>;
}

/** The arguments of a call, of the types that the tool wants. */
export type Given = JsonObject;

/** An argument of a tool. */
export interface Argument {
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'any' | 'string or null';
  readonly description: string;
  readonly isRequired?: true;
  readonly values?: readonly string[];
  readonly most?: number;
}

/** What a tool found out. */
export interface ToolOutput {
  /** What the tool says itself. */
  readonly says: string;
  /** What others say: responses, items, what clients have sent. It is shown as data. */
  readonly data?: unknown;
}

/** Thrown for a call that cannot be done; the client gets the message. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
