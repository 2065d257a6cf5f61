import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { SchemaValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { messageOf } from '../../base/error-message.ts';
import { atPointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import { compilePattern } from './pattern.ts';
import { LAZY_REFERENCE, SchemaViews } from './schema-views.ts';
import type { Direction, Schema } from './schema.ts';

/** One broken assertion, as Ajv says it, with the place of the schema in the description. */
export interface SchemaError {
  /** JSON Pointer into the value. */
  readonly instancePath: string;
  /** JSON Pointer into the description: the keyword that was broken. */
  readonly descriptionPointer: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Ajv's text, word for word. */
  readonly message: string;
}

/** Errors in Ajv's order (type, required, then properties); empty for a valid value. */
export type Validate = (value: unknown) => readonly SchemaError[];

/** A format that the description uses and JSON Schema does not know: true for valid strings. */
export type Formats = Readonly<Record<string, (value: string) => boolean>>;

/** A named part of an object that stands nowhere in the description as a whole, such as a query. */
interface ObjectPart {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** A schema that no validator can be made of: what needs it cannot be served. */
export class UnusableSchemaError extends Error {
  override readonly name = 'UnusableSchemaError';
}

/** The validators of one description. Each is compiled when it is first asked for; making this compiles nothing. */
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
   * Registers custom formats; one that is known stays as it is.
   * @throws Error once a schema has been compiled: it would not see them.
   */
  addFormats(formats: Formats): void {
    for (const [name, isValid] of Object.entries(formats)) {
      if (this.#formats.has(name)) continue;
      if (this.#ajv !== undefined) throw new Error(`format ${name}: register formats before the first use`);
      this.#formats.set(name, isValid);
    }
  }

  /** @throws UnusableSchemaError when the schema refers to nothing, or no validator can be compiled from it. */
  of(schema: Schema, direction: Direction): Validate {
    return this.#memoised(direction, schema.pointer, () => {
      const validate = this.#validator(this.#views.keyOf(schema, direction));
      return this.#toValidate(validate);
    });
  }

  /** The validator of the schema at a JSON Pointer. @throws Error where there is none. */
  at(pointer: string, direction: Direction): Validate {
    const definition = atPointer(this.#document, pointer);
    if (typeof definition !== 'boolean' && !isObject(definition)) {
      throw new Error(`there is no schema at ${pointer}`);
    }
    return this.of({ definition, pointer }, direction);
  }

  /** A validator of an object with these parts and any others: query parameters are judged as one object. */
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

  /** Compiled when it is first asked for, with what has to be known of it through `$ref`. */
  #validator(key: string): ValidateFunction {
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    const ajv = this.#ready();
    for (const watched of this.#views.watchedKeys(key)) {
      if (ajv.schemas[watched] === undefined) ajv.addSchema(asSchema(this.#views.view(watched)), watched);
    }
    ajv.opts.unevaluated = this.#views.isWatching(key); // else `anyOf` asks all of its branches for nothing
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

/** Ajv reports a `false` schema better than a boolean one in a `$ref`: it needs an object to stand in. */
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
    meta: false, // nothing refers to the meta-schemas, and each start would read them
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    multipleOfPrecision: 9, // 19.99 is a multiple of 0.01, whatever doubles make of it
    logger: false,
    code: { regExp: patternEngine, optimize: false }, // most validators run a few times only
  });
  addFormats.default(ajv);
  ajv.addFormat('int64', { type: 'number', validate: isInt64 }); // ajv-formats takes any integer
  for (const name of ['date-time', 'time']) ajv.addFormat(name, asInRfc3339(ajv, name));
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
 * Follows a reference to its validator; the errors are those that it finds. A schema that leads back to itself at the
 * same value, through `allOf` and its like, adds nothing there (JSON Schema 2020-12, section 9.4.1, forbids it).
 */
function lazily(validatorOf: (key: string) => ValidateFunction): SchemaValidateFunction {
  const underWay = new Map<string, unknown[]>();
  const follow: SchemaValidateFunction = (key: string, data: unknown, _parent, context) => {
    const values = underWay.get(key) ?? [];
    if (values.length === 0) underWay.set(key, values);
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

/** ajv-formats also takes a blank for the `T`, and offsets without minutes or colon. */
function asInRfc3339({ formats }: Ajv2020, name: string): (text: string) => boolean {
  const known: unknown = formats[name];
  const isKnown = isTextFormat(known) ? known.validate : () => true;
  return (text) => /^\S+(?:z|[+-]\d\d:\d\d)$/i.test(text) && isKnown(text);
}

function isTextFormat(format: unknown): format is { readonly validate: (text: string) => boolean } {
  return isObject(format) && typeof format['validate'] === 'function';
}

function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

/** Ajv asks for an engine with its code for validators that are written to files; ours never are. */
const patternEngine = Object.assign((source: string) => compilePattern(source) as RegExp, {
  code: 'compilePattern',
});
