import type { ErrorObject, ValidateFunction } from 'ajv';
import { escapeToken } from '../../base/json-pointer.ts';
import { onDemand } from '../../base/on-demand.ts';
import type { Evaluation, Unevaluated } from './keywords/evaluated-parts.ts';
import { isWithin, type ExactBound } from './keywords/exact-bounds.ts';
import { isAmong } from './keywords/exact-values.ts';
import type { Format } from './keywords/format-table.ts';
import type { JudgedValues } from './keywords/judged-values.ts';
import { EXACT_BOUNDS, EXACT_INTEGERS } from './schema-assertions.ts';
import { LAZY_REFERENCE } from './keywords/schema-view.ts';
import { UNEVALUATED } from './schema-views.ts';

/** The place of a value, as validators hand it on. */
type Place = Parameters<ValidateFunction>[1];

/** Applies a keyword to a value. Its errors are those of the last call. */
export interface KeywordFunction {
  (data: unknown, place?: Place): boolean;
  errors?: Partial<ErrorObject>[];
}

/** Returns the function of a keyword for its value; the schema that has the keyword is added to the errors. */
export type KeywordFactory = (value: unknown, parentSchema?: object) => KeywordFunction;

/** What validators that were built ahead are made with. */
export interface BuiltParts {
  readonly keywords: Readonly<Record<string, KeywordFactory>>;
  readonly formats: Readonly<Record<string, Format>>;
}

/** What the keywords of this package need to know beside their value. */
export interface KeywordContext {
  readonly validatorOf: (key: string) => ValidateFunction;
  readonly evaluationOf: (key: string) => Evaluation;
  /** What is judged already; undefined while every value has to be looked at. */
  readonly judged: () => JudgedValues | undefined;
  /** True where it is known without a validator that a value fits the schema of a key. */
  readonly isKnownToFit: (key: string, value: unknown) => boolean;
  /** Returns the integer at a place of the value, if no double can hold it. */
  readonly exactAt: (instancePath: string) => bigint | undefined;
}

/** Returns the keywords of this package whose functions are called. */
export function keywordFactories(context: KeywordContext): Readonly<Record<string, KeywordFactory>> {
  return {
    [EXACT_INTEGERS]: hasExactly(context),
    [EXACT_BOUNDS]: keepsBounds(context),
    [UNEVALUATED]: leavesNothing(context),
    [LAZY_REFERENCE]: lazily(context),
  };
}

/** Tells integers that no double can hold from their neighbours, which `enum` and `const` take for the same. */
function hasExactly({ exactAt }: KeywordContext): KeywordFactory {
  return (value, parentSchema) => {
    const integers = value as readonly (number | bigint)[];
    const validate: KeywordFunction = (data, place) => {
      const { instancePath = '' } = place ?? {};
      if (isAmong(exactAt(instancePath) ?? data, integers)) return true;
      const message = 'must be equal to one of the allowed values';
      const params = { allowedValues: integers.map(String) };
      validate.errors = [{ ...placeOf(instancePath, parentSchema), keyword: 'enum', params, message }];
      return false;
    };
    return validate;
  };
}

/** Compares numbers with bounds that no double can hold. */
function keepsBounds({ exactAt }: KeywordContext): KeywordFactory {
  return (value, parentSchema) => {
    const validate: KeywordFunction = (data, place) => {
      const { instancePath = '' } = place ?? {};
      const number = exactAt(instancePath) ?? (data as number);
      const broken = (value as readonly ExactBound[]).filter((bound) => !isWithin(number, bound));
      validate.errors = broken.map(({ keyword, comparison, limit }) => ({
        ...placeOf(instancePath, parentSchema),
        keyword,
        params: { comparison, limit: Number(limit) },
        message: `must be ${comparison} ${limit}`,
      }));
      return broken.length === 0;
    };
    return validate;
  };
}

/** Finds what a schema leaves unevaluated. */
export const evaluatedParts = onDemand(() => import('./keywords/evaluated-parts.ts'));

/**
 * Validates what a schema leaves unevaluated. Ajv's own keywords do not know all that evaluates: `contains`, an `if` alone,
 * and references that are compiled on first use.
 */
function leavesNothing({ validatorOf, evaluationOf }: KeywordContext): KeywordFactory {
  const fits = (key: string, value: unknown) => validatorOf(key)(value);
  return (value, parentSchema) => {
    const validate: KeywordFunction = (data, context) => {
      const { instancePath = '', rootData = {} } = context ?? {};
      const { unevaluatedError, unevaluatedParts } = evaluatedParts.get();
      const left = unevaluatedParts(value as Unevaluated, data, { evaluationOf, fits });
      validate.errors = left.flatMap(({ keyword, part, value: rest, rule }): Partial<ErrorObject>[] => {
        if (rule === false)
          return [{ ...placeOf(instancePath, parentSchema), keyword, ...unevaluatedError(keyword, part) }];
        const validator = validatorOf(rule);
        const isValid = validator(rest, {
          parentData: data as object,
          parentDataProperty: part,
          rootData,
          dynamicAnchors: {},
          instancePath: `${instancePath}/${escapeToken(String(part))}`,
        });
        return isValid ? [] : (validator.errors ?? []);
      });
      return validate.errors.length === 0;
    };
    return validate;
  };
}

/**
 * Follows a reference to its validator, and reports that validator's errors. A schema that leads back to itself at the
 * same value, through `allOf` for example, is ignored there (JSON Schema 2020-12, section 9.4.1, forbids it).
 */
function lazily({ validatorOf, judged, isKnownToFit }: KeywordContext): KeywordFactory {
  const running = new Map<string, unknown[]>();
  let assumed = 0; // how often a schema that led back to itself was ignored
  return (value) => {
    const key = value as string;
    const follow: KeywordFunction = (data, context) => {
      follow.errors = NO_ERRORS;
      const known = judged();
      if (known?.fits(key, data) === true || isKnownToFit(key, data)) return true;
      const values = running.get(key) ?? [];
      if (values.length === 0) running.set(key, values);
      if (values.includes(data)) {
        assumed += 1;
        return true;
      }
      const before = assumed;
      const validate = validatorOf(key);
      values.push(data);
      try {
        const isValid = validate(data, context);
        follow.errors = validate.errors ?? NO_ERRORS;
        if (isValid && assumed === before) known?.remember(key, data);
        return isValid;
      } finally {
        values.pop();
      }
    };
    return follow;
  };
}

const NO_ERRORS: Partial<ErrorObject>[] = [];

function placeOf(instancePath: string, parentSchema: object | undefined): Partial<ErrorObject> {
  return { instancePath, schemaPath: '', ...(parentSchema && { parentSchema }) };
}
