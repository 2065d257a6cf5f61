import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { SchemaValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { messageOf } from '../../base/error-message.ts';
import { atPointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import { compilePattern } from './pattern.ts';
import { LAZY_REFERENCE, SchemaViews } from './schema-views.ts';
import type { View } from './schema-view.ts';
import type { Direction, Schema } from './schema.ts';
import { asInRfc3339, hasFormat } from './text-format.ts';

/** One failed assertion as reported by Ajv, with the place of the schema in the description. */
export interface SchemaError {
  /** JSON Pointer into the value. */
  readonly instancePath: string;
  /** JSON Pointer of the failed keyword in the description. */
  readonly descriptionPointer: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Ajv's text verbatim. */
  readonly message: string;
}

/** Returns the errors in Ajv's order (type, required, then properties); none for a valid value. */
export type Validate = (value: unknown) => readonly SchemaError[];

/** Custom formats by name: functions that return true for valid strings. */
export type Formats = Readonly<Record<string, (value: string) => boolean>>;

/** A property of an object that the description does not have as one schema, such as a query. */
interface ObjectPart {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** A schema that cannot be compiled. Operations that need it cannot be served. */
export class UnusableSchemaError extends Error {
  override readonly name = 'UnusableSchemaError';
}

/** A schema as the validator has it: in plain JSON Schema 2020-12. */
export interface ValidatedViews {
  readonly root: View;
  /** Returns the view that a `$ref`, or a lazy reference, leads to. @throws UnresolvedReferenceError */
  readonly follow: (key: string) => View;
  /** Returns the JSON Pointer of a view in the description. */
  readonly pointerOf: (view: unknown) => string | undefined;
  /** True for texts of a format, and for all texts where it is not known. */
  readonly hasFormat: (name: string, text: string) => boolean;
}

/** The validators of one description, each compiled on first use. */
export class SchemaValidators {
  readonly #document: JsonObject;
  readonly #views: SchemaViews;
  readonly #formats: Map<string, (value: string) => boolean> = new Map();
  readonly #compiled = new Map<string, Validate>();
  readonly #validators = new Map<string, ValidateFunction>();
  #ajv: Ajv2020 | undefined;

  constructor(document: JsonObject) {
    this.#document = document;
    this.#views = new SchemaViews(document);
  }

  /**
   * Registers custom formats; those that are known already are kept.
   * @throws Error after the first schema has been compiled, which would not heed them
   */
  addFormats(formats: Formats): void {
    for (const [name, isValid] of Object.entries(formats)) {
      if (this.#formats.has(name)) continue;
      if (this.#ajv !== undefined) throw new Error(`format ${name}: register formats before the first use`);
      this.#formats.set(name, isValid);
    }
  }

  /** Returns the validator of a schema. @throws UnusableSchemaError where the schema cannot be compiled */
  of(schema: Schema, direction: Direction): Validate {
    return this.#memoised(direction, schema.pointer, () => {
      const validate = this.#validator(this.#views.keyOf(schema, direction));
      return this.#toValidate(validate);
    });
  }

  /** Returns the validator of the schema at a JSON Pointer. @throws Error where there is none */
  at(pointer: string, direction: Direction): Validate {
    const definition = atPointer(this.#document, pointer);
    if (typeof definition !== 'boolean' && !isObject(definition)) {
      throw new Error(`there is no schema at ${pointer}`);
    }
    return this.of({ definition, pointer }, direction);
  }

  /** Returns the validator of an object with these properties and any others, such as the parameters of a query. */
  ofParts(parts: readonly ObjectPart[], direction: Direction, pointer: string): Validate {
    return this.#memoised(`${direction} parts`, pointer, () => {
      const ajv = this.#ready();
      const properties = Object.fromEntries(
        parts.map((part) => [part.name, { [LAZY_REFERENCE]: this.#views.keyOf(part.schema, direction) }]),
      );
      const required = parts.filter((part) => part.required).map((part) => part.name);
      return this.#toValidate(ajv.compile({ type: 'object', required, properties }), pointer);
    });
  }

  /** Returns what the validator of a schema is made from, for a search for values. */
  viewsOf(schema: Schema, direction: Direction): ValidatedViews {
    const views = this.#views;
    return {
      root: views.view(views.keyOf(schema, direction)),
      follow: (key) => views.view(key),
      pointerOf: (view) => views.pointerOf(view),
      hasFormat: (name, text) => hasFormat(this.#ready().formats, name, text),
    };
  }

  #memoised(kind: string, pointer: string, compile: () => Validate): Validate {
    const key = `${kind}:${pointer}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    try {
      const validate = compile();
      this.#compiled.set(key, validate);
      return validate;
    } catch (error) {
      const reason = messageOf(error);
      throw new UnusableSchemaError(`${pointer}: no validator can be made of this schema: ${reason}`, {
        cause: error,
      });
    }
  }

  #ready(): Ajv2020 {
    this.#ajv ??= createAjv(this.#formats, (key) => this.#validator(key));
    return this.#ajv;
  }

  /** Compiles a view on first use, with the views that it refers to by `$ref`. */
  #validator(key: string): ValidateFunction {
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    const ajv = this.#ready();
    for (const watched of this.#views.watchedKeys(key)) {
      if (ajv.schemas[watched] === undefined) ajv.addSchema(asSchema(this.#views.view(watched)), watched);
    }
    ajv.opts.unevaluated = this.#views.isWatching(key); // otherwise `anyOf` needlessly evaluates all of its branches
    const validate = ajv.compile(asSchema(this.#views.view(key)));
    this.#validators.set(key, validate);
    return validate;
  }

  #toValidate(validate: ValidateFunction, rootPointer = ''): Validate {
    return (value) => {
      if (validate(value)) return [];
      return (validate.errors ?? []).map((error) => this.#toError(error, rootPointer));
    };
  }

  #toError(error: ErrorObject, rootPointer: string): SchemaError {
    const schemaPointer = this.#views.pointerOf(error.parentSchema) ?? rootPointer;
    return {
      instancePath: error.instancePath,
      descriptionPointer: `${schemaPointer}/${error.keyword}`,
      keyword: error.keyword,
      params: error.params,
      message: error.message ?? error.keyword,
    };
  }
}

/** Converts a boolean schema to an object, which Ajv needs for a `$ref`. */
function asSchema(view: boolean | object): object {
  if (typeof view === 'object') return view;
  return view ? {} : { not: {} };
}

function createAjv(
  formats: ReadonlyMap<string, (value: string) => boolean>,
  validatorOf: (key: string) => ValidateFunction,
): Ajv2020 {
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
  for (const name of ['date-time', 'time']) ajv.addFormat(name, asInRfc3339(ajv.formats, name));
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

function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

/** The engine of `pattern`. Ajv needs `code` only for validators that are written to files. */
const patternEngine = Object.assign((source: string) => compilePattern(source) as RegExp, {
  code: 'compilePattern',
});
