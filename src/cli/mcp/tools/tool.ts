import { isObject, type Json, type JsonObject } from '../../../base/json.ts';

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

/** Returns the JSON Schema of the arguments of a tool. */
export function inputSchema({ takes }: Pick<Tool, 'takes'>): JsonObject {
  const entries = Object.entries(takes);
  const required = entries.flatMap(([name, { isRequired }]) => (isRequired === true ? [name] : []));
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, argument]) => [name, schemaOf(argument)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function schemaOf({ type, description, values, most }: Argument): JsonObject {
  return {
    ...(type !== 'any' && { type: type === 'string or null' ? ['string', 'null'] : type }),
    description,
    ...(values !== undefined && { enum: values }),
    ...(type === 'integer' && { minimum: 1 }),
    ...(most !== undefined && { [type === 'integer' ? 'maximum' : 'maxLength']: most }),
  };
}

/** Returns the arguments of a call, once they fit. @throws ToolError */
export function readArguments({ takes }: Pick<Tool, 'takes'>, given: unknown): Given {
  if (given === undefined) return readArguments({ takes }, {});
  if (!isObject(given)) throw new ToolError('arguments: give an object');
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(takes, name));
  if (unknown !== undefined)
    throw new ToolError(`${unknown}: there is no such argument; there are ${Object.keys(takes).join(', ')}`);
  for (const [name, argument] of Object.entries(takes)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined && argument.isRequired !== true) continue;
    if (value === undefined || !fits(value, argument)) throw new ToolError(`${name}: ${wanted(argument)}`);
  }
  return given;
}

/** No text of an argument is longer, in characters. */
const MOST_TEXT = 2_000;

function fits(value: Json, { type, values, most }: Argument): boolean {
  if (values !== undefined) return typeof value === 'string' && values.includes(value);
  if (type === 'integer')
    return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= (most ?? Infinity);
  if (type === 'any') return true;
  if (type === 'object') return isObject(value);
  if (type === 'boolean') return typeof value === 'boolean';
  if (value === null) return type === 'string or null';
  return typeof value === 'string' && value.length <= (most ?? MOST_TEXT);
}

function wanted({ type, values, most }: Argument): string {
  if (values !== undefined) return `give one of ${values.join(', ')}`;
  if (type === 'integer') return `give a whole number from 1 to ${most ?? 'any'}`;
  return type === 'any' ? 'give a value' : `give ${type === 'object' ? 'an' : 'a'} ${type}`;
}

/** Returns an argument that is a text. */
export function textOf(given: Given, name: string): string | undefined {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Returns an argument that is a number. */
export function numberOf(given: Given, name: string): number | undefined {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}
