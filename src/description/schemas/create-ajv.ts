import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from 'ajv';
import { _, str } from 'ajv/dist/compile/codegen/index.js';
import core from 'ajv/dist/core.js';
import applicator from 'ajv/dist/vocabularies/applicator/index.js';
import format from 'ajv/dist/vocabularies/format/index.js';
import next from 'ajv/dist/vocabularies/next.js';
import validation from 'ajv/dist/vocabularies/validation/index.js';
import type { KeywordFactory } from './keyword-functions.ts';
import type { Format } from './keywords/format-table.ts';
import { isMultiple } from './keywords/is-multiple.ts';
import { compilePattern } from './pattern.ts';
import { EMPTY_ENUM, EXACT_BOUNDS } from './schema-assertions.ts';

export { createQuickJudge } from './keywords/quick-judge.ts';
export type { ErrorObject, ValidateFunction };

/**
 * The compiler, with the vocabularies of JSON Schema 2020-12 whose keywords the views of schemas have. All that Ajv itself
 * brings would be half as much again for a page to load.
 */
const Ajv = defaultOf(core);

/** Compiles schemas. */
export interface Compiler {
  readonly compile: (schema: object) => ValidateFunction;
  readonly formats: Readonly<Record<string, unknown>>;
}

interface AjvOptions {
  readonly formats: Readonly<Record<string, Format>>;
  /** The keywords of this package whose functions are called, by their names. */
  readonly keywords: Readonly<Record<string, KeywordFactory>>;
  /** Keeps the source of validators, which is to be written to files; errors are short then. Default: false. */
  readonly isForFiles?: boolean;
}

export function createAjv({ formats, keywords, isForFiles = false }: AjvOptions): Compiler {
  const ajv = new Ajv({
    next: true,
    strict: false,
    allErrors: true,
    verbose: !isForFiles,
    meta: false, // nothing refers to the meta-schemas, and adding them costs time
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    logger: false,
    // most validators run a few times only
    code: { regExp: patternEngine, optimize: isForFiles, source: isForFiles },
  });
  ajv.addVocabulary(defaultOf(validation));
  ajv.addVocabulary(defaultOf(applicator)(true));
  ajv.addVocabulary(defaultOf(format));
  ajv.addVocabulary(defaultOf(next));
  for (const [name, known] of Object.entries(formats)) ajv.addFormat(name, known);
  ajv.addKeyword({
    keyword: 'notAnswered',
    code: (context) => context.fail(),
    error: { message: 'must NOT be answered: it is writeOnly' },
  });
  ajv.removeKeyword('multipleOf'); // fails where the quotient is infinite
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    before: 'format',
    code: (context) => {
      const isMultipleOf = context.gen.scopeValue('func', { ref: isMultiple, code: _`isMultiple` });
      context.fail(_`!${isMultipleOf}(${context.data}, ${context.schemaCode})`);
    },
    error: {
      message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
      params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
    },
  });
  ajv.addKeyword({
    keyword: EMPTY_ENUM,
    code: (context) => context.fail(),
    error: { message: 'must be equal to one of the allowed values', params: _`{allowedValues: []}` },
  });
  for (const [keyword, compile] of Object.entries(keywords)) {
    const type = keyword === EXACT_BOUNDS ? { type: 'number' as const } : {};
    ajv.addKeyword({
      keyword,
      ...type,
      errors: 'full',
      compile: compile as FuncKeywordDefinition['compile'],
    });
  }
  return ajv;
}

/** Returns the default export of a CommonJS module, which some bundlers unwrap, and Node does not. */
function defaultOf<Value>(module: { readonly default: Value }): Value {
  return Object.hasOwn(module, 'default') ? module.default : (module as unknown as Value);
}

/** The engine of `pattern`. Ajv needs `code` only for validators that are written to files. */
const patternEngine = Object.assign((source: string) => compilePattern(source) as RegExp, {
  code: 'compilePattern',
});
