import { atPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { SchemaError, Validate } from '../../../description/schemas/schema-validators.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import { nearestBranches } from '../../../validation/nearest-branches.ts';
import { violation } from '../../../validation/violation.ts';
import { impossibleReason } from './impossible-values.ts';

/** The functions that `fitBody` needs to make a body valid. */
export interface FittingTools {
  /** Validates a body. For `oneOf` and `anyOf` it returns only the errors of the branch that is probably meant. */
  readonly validate: Validate;
  /** Generates an object for the schema that an error of `required` stands in; undefined when none can be generated. */
  readonly generateFor: (error: SchemaError) => unknown;
}

interface FittingOptions {
  readonly seed: number;
  /** The names of the random stream: the same seed and names generate the same values. */
  readonly names: readonly string[];
  readonly suggest: Suggest;
}

export function createFittingTools(
  description: Description,
  schema: Schema,
  options: FittingOptions,
): FittingTools {
  return {
    validate: nearestBranchValidator(description, schema),
    generateFor: ({ descriptionPointer }) => {
      const pointer = descriptionPointer.replace(/\/[^/]*$/, '');
      const definition = atPointer(description.document, pointer);
      if (!isObject(definition)) return undefined;
      return generated(description, { definition, pointer }, { ...options, direction: 'response' });
    },
  };
}

/**
 * Returns the validator of a response body, which may hold large integers (`bigint`) from earlier requests. Rules that no
 * body keeps do not count.
 */
export function responseValidator(description: Description, schema: Schema): Validate {
  const validate = description.validators.of(schema, 'response');
  return (value) => {
    const errors = validate(value);
    return errors.length === 0
      ? errors
      : errors.filter((error) => impossibleReason(description, error) === undefined);
  };
}

function nearestBranchValidator(description: Description, schema: Schema): Validate {
  const validate = responseValidator(description, schema);
  return (value) => {
    const errors = validate(value);
    if (errors.length < 2) return errors;
    const judged = { description, direction: 'response', values: { body: value } } as const;
    const violations = errors.map((error) =>
      violation({ ...error, where: 'body', pointer: error.instancePath }),
    );
    const nearest = nearestBranches(violations, judged);
    return nearest.length === 0
      ? errors
      : nearest.map((error) => ({ ...error, instancePath: error.pointer }));
  };
}
