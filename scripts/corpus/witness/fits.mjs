// Tells which values fit a schema, so that branches and conditions are drawn knowingly.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Returns undefined for schemas that cannot be told alone, because they refer to others. */
export function fits(schema, value) {
  if (/nullableReference|\$ref/.test(JSON.stringify(schema))) return undefined;
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    multipleOfPrecision: 9,
  });
  addFormats.default(ajv);
  return ajv.validate(schema, value);
}
