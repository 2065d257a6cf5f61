import type { JsonObject } from '../../../base/json.ts';
import type { Argument, Tool } from './tool.ts';

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
