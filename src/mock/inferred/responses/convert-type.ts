import { isObject, type JsonObject } from '../../../base/json.ts';

/**
 * A value in the type that an answer wants, where requests and answers write the same thing differently: `12` and
 * `"12"`, a name and the object that has it. `model` is a value of the wanted type. Undefined where nothing is known.
 */
export function inOtherType(value: unknown, types: unknown, model: unknown): unknown {
  const wanted = (Array.isArray(types) ? types : String(types).split(',')) as readonly unknown[];
  return wanted.map((type) => inType(value, type, model)).find((one) => one !== undefined);
}

function inType(value: unknown, type: unknown, model: unknown): unknown {
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

/** Members by which an object is named where it does not stand as a whole, the likeliest first. */
const NAMING = ['id', '_id', 'uuid', 'key', 'name', 'slug', 'code', 'label', 'title', 'value'];

/** What an object is named by. */
function nameIn(value: JsonObject): unknown {
  return NAMING.map((name) => value[name]).find(isScalar);
}

/** The model under another name. */
function withName(value: unknown, model: unknown): unknown {
  if (!isObject(model)) return undefined;
  const name = NAMING.find((one) => typeof model[one] === typeof value);
  return name === undefined ? undefined : { ...model, [name]: value };
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
