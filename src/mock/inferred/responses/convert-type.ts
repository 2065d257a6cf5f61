import { isObject, type JsonObject } from '../../../base/json.ts';

/**
 * Converts a value to one of the JSON Schema types of a response, for APIs whose requests and responses write the same
 * thing differently: `12` and `"12"`, a name and the object that has it. `model` is a value of the target type.
 * Returns undefined when there is no conversion.
 */
export function convertType(value: unknown, types: unknown, model: unknown): unknown {
  const targets = (Array.isArray(types) ? types : String(types).split(',')) as readonly unknown[];
  return targets.map((type) => convertTo(type, value, model)).find((converted) => converted !== undefined);
}

function convertTo(type: unknown, value: unknown, model: unknown): unknown {
  const scalar = isObject(value) ? nameIn(value) : value;
  switch (type) {
    case 'string':
      return isScalar(scalar) ? String(scalar) : undefined;
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(String(scalar)) ? Number(scalar) : undefined;
    case 'boolean':
      return scalar === 'true' || scalar === 'false' ? scalar === 'true' : undefined;
    case 'object':
      return isScalar(value) ? withName(value, model) : undefined;
    case 'array':
      return value === undefined ? undefined : [value];
    default:
      return undefined;
  }
}

/** Members whose value stands for an object, the likeliest first. */
const NAMING_MEMBERS = ['id', '_id', 'uuid', 'key', 'name', 'slug', 'code', 'label', 'title', 'value'];

/** Returns the value that stands for an object. */
function nameIn(value: JsonObject): unknown {
  return NAMING_MEMBERS.map((name) => value[name]).find(isScalar);
}

/** Returns the model with `value` as its name. */
function withName(value: unknown, model: unknown): unknown {
  if (!isObject(model)) return undefined;
  const name = NAMING_MEMBERS.find((member) => typeof model[member] === typeof value);
  return name === undefined ? undefined : { ...model, [name]: value };
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
