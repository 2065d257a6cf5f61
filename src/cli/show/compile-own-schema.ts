import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Compiles a schema of this package's own, such as that of its reports; it tells the first fault of a value. */
export function compileOwnSchema(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
