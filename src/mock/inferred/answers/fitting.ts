import { atPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { SchemaError, Validate } from '../../../description/schemas/schema-validators.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import { nearestBranches } from '../../../validation/nearest-branch.ts';
import { validateValue } from '../../../validation/validate-value.ts';
import { violation } from '../../../validation/violation.ts';

/** What a body is made to fit with. */
export interface Fitting {
  /** Of a `oneOf` or `anyOf`, it says only what is wrong with the branch that was probably meant. */
  readonly validate: Validate;
  /** An object as the schema wants it that a `required` stands in; undefined where none can be made. */
  readonly make: (error: SchemaError) => unknown;
}

interface FittingOptions {
  readonly seed: number;
  /** What the body is for: the same names give the same values. */
  readonly names: readonly string[];
  readonly suggest: Suggest;
}

export function fittingOf(description: Description, schema: Schema, options: FittingOptions): Fitting {
  return {
    validate: judgingNearest(description, schema),
    make: ({ descriptionPointer }) => {
      const pointer = descriptionPointer.replace(/\/[^/]*$/, '');
      const definition = atPointer(description.document, pointer);
      if (!isObject(definition)) return undefined;
      return generated(description, { definition, pointer }, { ...options, direction: 'response' });
    },
  };
}

/** Of what is answered: what was sent before may hold large integers. */
export function judging(description: Description, schema: Schema): Validate {
  const plain = description.validators.of(schema, 'response');
  return (value) => validateValue(plain, value);
}

function judgingNearest(description: Description, schema: Schema): Validate {
  const validate = judging(description, schema);
  return (value) => {
    const errors = validate(value);
    if (errors.length < 2) return errors;
    const judged = { description, direction: 'response', values: { body: value } } as const;
    const violations = errors.map((error) =>
      violation({ ...error, where: 'body', pointer: error.instancePath }),
    );
    const nearest = nearestBranches(violations, judged);
    return nearest.length === 0 ? errors : nearest.map((one) => ({ ...one, instancePath: one.pointer }));
  };
}
