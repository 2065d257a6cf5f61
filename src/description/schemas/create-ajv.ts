import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { SchemaValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isObject } from '../../base/json.ts';
import { compilePattern } from './pattern.ts';
import { LAZY_REFERENCE } from './schema-views.ts';

export type { Ajv2020, ErrorObject, ValidateFunction };

interface AjvOptions {
  readonly formats: ReadonlyMap<string, (value: string) => boolean>;
  readonly validatorOf: (key: string) => ValidateFunction;
  /** Called for times that are taken although RFC 3339 writes their offset differently. */
  readonly onLooseTime: (text: string) => void;
}

export function createAjv({ formats, validatorOf, onLooseTime }: AjvOptions): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    meta: false, // nothing refers to the meta-schemas, and adding them costs time
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    multipleOfPrecision: 9, // 19.99 is a multiple of 0.01, whatever doubles make of it
    logger: false,
    code: { regExp: patternEngine, optimize: false }, // most validators run a few times only
  });
  addFormats.default(ajv);
  ajv.addFormat('int64', { type: 'number', validate: isInt64 }); // ajv-formats accepts any integer
  for (const name of ['date-time', 'time']) ajv.addFormat(name, timeFormat(ajv, name, onLooseTime));
  for (const [name, isValid] of formats) ajv.addFormat(name, isValid);
  ajv.addKeyword({
    keyword: 'notAnswered',
    validate: () => false,
    error: { message: 'must NOT be answered: it is writeOnly' },
  });
  ajv.addKeyword({ keyword: LAZY_REFERENCE, errors: 'full', validate: lazily(validatorOf) });
  return ajv;
}

/**
 * Follows a reference to its validator, and reports that validator's errors. A schema that leads back to itself at the
 * same value, through `allOf` for example, is ignored there (JSON Schema 2020-12, section 9.4.1, forbids it).
 */
function lazily(validatorOf: (key: string) => ValidateFunction): SchemaValidateFunction {
  const running = new Map<string, unknown[]>();
  const follow: SchemaValidateFunction = (key: string, data: unknown, _parent, context) => {
    const values = running.get(key) ?? [];
    if (values.length === 0) running.set(key, values);
    follow.errors = [];
    if (values.includes(data)) return true;
    const validate = validatorOf(key);
    values.push(data);
    try {
      const isValid = validate(data, context);
      follow.errors = validate.errors ?? [];
      return isValid;
    } finally {
      values.pop();
    }
  };
  return follow;
}

/**
 * Restricts a format to RFC 3339: ajv-formats also accepts a space for the `T`. Offsets without a colon (`+0000`), or
 * without minutes, are taken as ajv-formats takes them, since many servers write them.
 */
function timeFormat(
  { formats }: Ajv2020,
  name: string,
  onLooseTime: (text: string) => void,
): (text: string) => boolean {
  const known: unknown = formats[name];
  const isKnown = isTextFormat(known) ? known.validate : () => true;
  return (text) => {
    if (!/^\S+(?:z|[+-]\d\d(?::?\d\d)?)$/i.test(text) || !isKnown(text)) return false;
    if (!/(?:z|[+-]\d\d:\d\d)$/i.test(text)) onLooseTime(text);
    return true;
  };
}

function isTextFormat(format: unknown): format is { readonly validate: (text: string) => boolean } {
  return isObject(format) && typeof format['validate'] === 'function';
}

function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

/** The engine of `pattern`. Ajv needs `code` only for validators that are written to files. */
const patternEngine = Object.assign((source: string) => compilePattern(source) as RegExp, {
  code: 'compilePattern',
});
