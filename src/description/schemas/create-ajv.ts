import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { _, str, type SchemaValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { escapeToken } from '../../base/json-pointer.ts';
import { isObject } from '../../base/json.ts';
import { compilePattern } from './pattern.ts';
import {
  unevaluatedError,
  unevaluatedParts,
  type Evaluation,
  type Unevaluated,
} from './keywords/evaluated-parts.ts';
import { isInt64, isWithin, type ExactBound } from './keywords/exact-bounds.ts';
import { isAmong } from './keywords/exact-values.ts';
import { isMultiple } from './keywords/is-multiple.ts';
import type { JudgedValues } from './keywords/judged-values.ts';
import { EMPTY_ENUM, EXACT_BOUNDS, EXACT_INTEGERS } from './schema-assertions.ts';
import { LAZY_REFERENCE, UNEVALUATED } from './schema-views.ts';

export type { Ajv2020, ErrorObject, ValidateFunction };

interface AjvOptions {
  readonly formats: ReadonlyMap<string, (value: string) => boolean>;
  readonly validatorOf: (key: string) => ValidateFunction;
  readonly evaluationOf: (key: string) => Evaluation;
  /** What is judged already; undefined while every value has to be looked at. */
  readonly judged: () => JudgedValues | undefined;
  /** Returns the integer at a place of the value, if no double can hold it. */
  readonly exactAt: (instancePath: string) => bigint | undefined;
  /** Called for times that are taken although RFC 3339 writes their offset differently. */
  readonly onLooseTime: (text: string) => void;
}

export function createAjv(options: AjvOptions): Ajv2020 {
  const { formats, validatorOf, evaluationOf, judged, exactAt, onLooseTime } = options;
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    meta: false, // nothing refers to the meta-schemas, and adding them costs time
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
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
  ajv.removeKeyword('multipleOf'); // fails where the quotient is infinite
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    before: 'format',
    validate: (factor: number, data: number) => isMultiple(data, factor),
    error: {
      message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
      params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
    },
  });
  ajv.addKeyword({
    keyword: EMPTY_ENUM,
    validate: () => false,
    error: { message: 'must be equal to one of the allowed values', params: _`{allowedValues: []}` },
  });
  ajv.addKeyword({ keyword: EXACT_INTEGERS, errors: 'full', validate: hasExactly(exactAt) });
  ajv.addKeyword({
    keyword: EXACT_BOUNDS,
    type: 'number',
    errors: 'full',
    validate: keepsBounds(exactAt),
  });
  ajv.opts.unevaluated = false; // a keyword of our own sees to that
  ajv.addKeyword({
    keyword: UNEVALUATED,
    errors: 'full',
    validate: leavesNothing(validatorOf, evaluationOf),
  });
  ajv.addKeyword({ keyword: LAZY_REFERENCE, errors: 'full', validate: lazily(validatorOf, judged) });
  return ajv;
}

/** Tells integers that no double can hold from their neighbours, which `enum` and `const` take for the same. */
function hasExactly(exactAt: AjvOptions['exactAt']): SchemaValidateFunction {
  const validate: SchemaValidateFunction = (
    integers: readonly (number | bigint)[],
    data: unknown,
    parentSchema,
    context,
  ) => {
    const { instancePath = '' } = context ?? {};
    if (isAmong(exactAt(instancePath) ?? data, integers)) return true;
    const message = 'must be equal to one of the allowed values';
    const params = { allowedValues: integers.map(String) };
    validate.errors = [
      {
        instancePath,
        schemaPath: '',
        keyword: 'enum',
        params,
        message,
        ...(parentSchema && { parentSchema }),
      },
    ];
    return false;
  };
  return validate;
}

/** Compares numbers with bounds that no double can hold. */
function keepsBounds(exactAt: AjvOptions['exactAt']): SchemaValidateFunction {
  const validate: SchemaValidateFunction = (
    bounds: readonly ExactBound[],
    data: number,
    parentSchema,
    context,
  ) => {
    const { instancePath = '' } = context ?? {};
    const place = { instancePath, schemaPath: '', ...(parentSchema && { parentSchema }) };
    const broken = bounds.filter((bound) => !isWithin(exactAt(instancePath) ?? data, bound));
    validate.errors = broken.map(({ keyword, comparison, limit }) => ({
      ...place,
      keyword,
      params: { comparison, limit: Number(limit) },
      message: `must be ${comparison} ${limit}`,
    }));
    return broken.length === 0;
  };
  return validate;
}

/**
 * Validates what a schema leaves unevaluated. Ajv's own keywords do not know all that evaluates: `contains`, an `if` alone,
 * and references that are compiled on first use.
 */
function leavesNothing(
  validatorOf: (key: string) => ValidateFunction,
  evaluationOf: (key: string) => Evaluation,
): SchemaValidateFunction {
  const fits = (key: string, value: unknown) => validatorOf(key)(value);
  const validate: SchemaValidateFunction = (
    unevaluated: Unevaluated,
    data: unknown,
    parentSchema,
    context,
  ) => {
    const { instancePath = '', rootData = {} } = context ?? {};
    const refusal = { instancePath, schemaPath: '', ...(parentSchema && { parentSchema }) };
    validate.errors = unevaluatedParts(unevaluated, data, { evaluationOf, fits }).flatMap(
      ({ keyword, part, value, rule }): Partial<ErrorObject>[] => {
        if (rule === false) return [{ ...refusal, keyword, ...unevaluatedError(keyword, part) }];
        const validator = validatorOf(rule);
        const place = { parentData: data as object, parentDataProperty: part, rootData, dynamicAnchors: {} };
        const isValid = validator(value, {
          ...place,
          instancePath: `${instancePath}/${escapeToken(String(part))}`,
        });
        return isValid ? [] : (validator.errors ?? []);
      },
    );
    return validate.errors.length === 0;
  };
  return validate;
}

/**
 * Follows a reference to its validator, and reports that validator's errors. A schema that leads back to itself at the
 * same value, through `allOf` for example, is ignored there (JSON Schema 2020-12, section 9.4.1, forbids it).
 */
function lazily(
  validatorOf: AjvOptions['validatorOf'],
  judged: AjvOptions['judged'],
): SchemaValidateFunction {
  const running = new Map<string, unknown[]>();
  let assumed = 0; // how often a schema that led back to itself was ignored
  const follow: SchemaValidateFunction = (key: string, data: unknown, _parent, context) => {
    const known = judged();
    if (known?.fits(key, data) === true) {
      follow.errors = NO_ERRORS;
      return true;
    }
    const values = running.get(key) ?? [];
    if (values.length === 0) running.set(key, values);
    follow.errors = [];
    if (values.includes(data)) {
      assumed += 1;
      return true;
    }
    const before = assumed;
    const validate = validatorOf(key);
    values.push(data);
    try {
      const isValid = validate(data, context);
      follow.errors = validate.errors ?? [];
      if (isValid && assumed === before) known?.remember(key, data);
      return isValid;
    } finally {
      values.pop();
    }
  };
  return follow;
}

const NO_ERRORS: Partial<ErrorObject>[] = [];

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

/** The engine of `pattern`. Ajv needs `code` only for validators that are written to files. */
const patternEngine = Object.assign((source: string) => compilePattern(source) as RegExp, {
  code: 'compilePattern',
});

/** Compiles a schema of this package's own, such as that of its reports; it tells the first fault of a value. */
export function compileOwnSchema(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
