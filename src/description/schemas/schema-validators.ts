import { messageOf } from '../../base/error-message.ts';
import { once } from '../../base/memoise.ts';
import { notLoadedIn } from '../../base/on-demand.ts';
import { atPointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import { UnresolvedReferenceError } from '../document/resolve-reference.ts';
import type { Compiler, ErrorObject, ValidateFunction } from './create-ajv.ts';
import { EMPTY_ENUM } from './schema-assertions.ts';
import { schemaCompiler } from './schema-compiler.ts';
import { SchemaViews } from './schema-views.ts';
import { compilePattern } from './pattern.ts';
import { partsKey, type BuiltLookup, type ObjectPart } from './view-key.ts';
import { JudgedValues } from './keywords/judged-values.ts';
import { validateExactly } from './keywords/exact-values.ts';
import { asSchema, type ValidatedViews } from './keywords/schema-view.ts';
import { formatTable } from './keywords/format-table.ts';
import { keywordFactories, type BuiltParts } from './keyword-functions.ts';
import { CustomFormats, type Formats } from './keywords/custom-formats.ts';
import type { Direction, Schema } from './schema.ts';
import { hasFormat } from './keywords/text-format.ts';

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

/**
 * Returns the errors in Ajv's order (type, required, then properties); none for a valid value. That may hold integers that
 * doubles cannot (`bigint`), and bytes.
 */
export type Validate = (value: unknown) => readonly SchemaError[];

/** A schema that cannot be compiled. Operations that need it cannot be served. */
export class UnusableSchemaError extends Error {
  override readonly name = 'UnusableSchemaError';
}

/** The validators of one description, each compiled on first use. */
export class SchemaValidators {
  readonly #document: JsonObject;
  readonly #views: SchemaViews;
  readonly #formats = new CustomFormats();
  readonly #compiled = new Map<string, Validate>();
  readonly #bySchema = {
    request: new WeakMap<Schema, Validate>(),
    response: new WeakMap<Schema, Validate>(),
  } as const satisfies Record<Direction, unknown>;
  readonly #validators = new Map<string, ValidateFunction>();
  /** The integers that no double can hold, by JSON Pointer, of the value that is being validated. */
  #exact: ReadonlyMap<string, bigint> = new Map();
  /** The times that `looseTimes` finds, while it does. */
  #loose: string[] | undefined;
  readonly #judged = new JudgedValues();
  #ajv: Compiler | undefined;
  readonly #built: BuiltLookup | undefined;
  readonly #parts = once((): BuiltParts => ({
    formats: formatTable(this.#document, this.#formats.use(), (text) => void this.#loose?.push(text)),
    keywords: keywordFactories({
      validatorOf: (key) => this.#validator(key),
      evaluationOf: (key) => this.#views.evaluation(key),
      judged: () => (this.#loose === undefined ? this.#judged : undefined),
      isKnownToFit: (key, value) => !this.#validators.has(key) && this.#known(key, value) === true,
      exactAt: (instancePath) => this.#exact.get(instancePath),
    }),
  }));

  /** `built`: finds the validators that were built ahead; all others are compiled. */
  constructor(document: JsonObject, built?: BuiltLookup) {
    this.#document = document;
    this.#views = new SchemaViews(document);
    this.#built = built;
  }

  /**
   * Registers custom formats; those that are known already are kept.
   * @throws Error after the first schema has been compiled, which would not heed them
   */
  addFormats(formats: Formats): void {
    this.#formats.add(formats);
  }

  /** True for a format that is validated, or known to need no validation. */
  knowsFormat(name: string): boolean {
    return this.#formats.knows(name);
  }

  /** Returns the validator of a schema. @throws UnusableSchemaError where the schema cannot be compiled */
  of(schema: Schema, direction: Direction): Validate {
    const ofDirection = this.#bySchema[direction];
    const known = ofDirection.get(schema);
    if (known !== undefined) return known;
    const validate = this.#compile(schema, direction);
    ofDirection.set(schema, validate);
    return validate;
  }

  #compile(schema: Schema, direction: Direction): Validate {
    return this.#memoised(direction, schema.pointer, () => {
      const key = this.#views.keyOf(schema, direction);
      const validate = this.#compiledLate(key, () => this.#toValidate(this.#validator(key)));
      return (value) =>
        this.#loose === undefined && this.#judged.fits(key, value) ? NO_ERRORS : validate(value);
    });
  }

  /** Tells whether a value fits, which may need no validator. @throws UnusableSchemaError where none can be compiled */
  fits(schema: Schema, direction: Direction, value: unknown): boolean {
    const validate = this.of(schema, direction);
    return this.#known(this.#views.keyOf(schema, direction), value) ?? validate(value).length === 0;
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
      const key = partsKey(direction, pointer);
      const view = once(() => this.#views.ofParts(parts, direction));
      const compile = () => this.#builtAs(key) ?? this.#ready().compile(view());
      return this.#compiledLate(key, () => this.#toValidate(compile(), pointer), view);
    });
  }

  /** Returns a validator that is compiled once it is needed: at once where that may fail. */
  #compiledLate(key: string, compile: () => Validate, viewOf = () => this.#views.view(key)): Validate {
    this.#formats.use();
    const isLate = this.#built === undefined && this.#quick().knows(viewOf());
    let validate = isLate ? undefined : compile();
    return (value) => {
      if (validate === undefined && this.#known(key, value, viewOf) === true) return NO_ERRORS;
      validate ??= compile();
      return validate(value);
    };
  }

  /** Tells whether a value fits; undefined where that is not known without a validator. */
  #known(key: string, value: unknown, viewOf = () => this.#views.view(key)): boolean | undefined {
    if (this.#built !== undefined || this.#loose !== undefined) return undefined;
    return this.#quick().judge(key, viewOf, value);
  }

  /** Returns the times in a value that are taken although their offset is not written as RFC 3339 says. */
  looseTimes(schema: Schema, direction: Direction, value: unknown): readonly string[] {
    const validate = this.of(schema, direction);
    if (this.#known(this.#views.keyOf(schema, direction), value) === true) return [];
    const found: string[] = [];
    this.#loose = found;
    validate(value);
    this.#loose = undefined;
    return found;
  }

  /** Returns what the validator of a schema is made from, for a search for values. */
  viewsOf(schema: Schema, direction: Direction): ValidatedViews {
    const views = this.#views;
    return {
      root: views.view(views.keyOf(schema, direction)),
      follow: (key) => views.view(key),
      pointerOf: (view) => views.pointerOf(view),
      hasFormat: (name, text) => hasFormat(this.#parts().formats, name, text),
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
      if (notLoadedIn(error) !== undefined) throw error;
      const reason = messageOf(error);
      throw new UnusableSchemaError(`${pointer}: no validator can be made of this schema: ${reason}`, {
        cause: error,
      });
    }
  }

  readonly #quick = once(() =>
    schemaCompiler.get().createQuickJudge({
      follow: (key) => this.#views.view(key),
      hasFormat: (name, value) => hasFormat(this.#parts().formats, name, value),
      hasPattern: (pattern, text) => compilePattern(pattern).test(text),
      judged: this.#judged,
      isReported: (error) => error instanceof UnresolvedReferenceError || error instanceof RangeError,
    }),
  );

  #ready(): Compiler {
    this.#ajv ??= schemaCompiler.get().createAjv(this.#parts());
    return this.#ajv;
  }

  #builtAs(key: string): ValidateFunction | undefined {
    return this.#built?.(key, this.#parts()) as ValidateFunction | undefined;
  }

  /** Compiles a view on first use. */
  #validator(key: string): ValidateFunction {
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    const validate = this.#builtAs(key) ?? this.#ready().compile(asSchema(this.#views.view(key)));
    this.#validators.set(key, validate);
    return validate;
  }

  #toValidate(validate: ValidateFunction, rootPointer = ''): Validate {
    const check = (value: unknown, exact: ReadonlyMap<string, bigint>) => {
      this.#exact = exact;
      return validate(value)
        ? NO_ERRORS
        : (validate.errors ?? []).map((error) => this.#toError(error, rootPointer));
    };
    return (value) => validateExactly(check, value);
  }

  #toError(error: ErrorObject, rootPointer: string): SchemaError {
    const { place } = error as BuiltError;
    const schemaPointer = place ?? this.#views.pointerOf(error.parentSchema) ?? rootPointer;
    const keyword = error.keyword === EMPTY_ENUM ? 'enum' : error.keyword;
    return {
      instancePath: error.instancePath,
      descriptionPointer: `${schemaPointer}/${keyword}`,
      keyword,
      params: error.params,
      message: error.message ?? error.keyword,
    };
  }
}

const NO_ERRORS: readonly SchemaError[] = [];

/** An error of a validator that was built ahead, with its place in the description. */
type BuiltError = ErrorObject & { readonly place?: string | null };
