import { isObject, type Json } from '../../../base/json.ts';
import { ToolError, type Argument, type Given, type Tool } from './tool.ts';

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
