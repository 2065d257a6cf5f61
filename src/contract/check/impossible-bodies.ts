import type { Description } from '../../description/model/description.ts';
import type { Schema } from '../../description/schemas/schema.ts';
import { impossibleRules, listedSchemas, resolvedSchema } from '../../generate/impossible-rules.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Exchange } from '../case/exchange.ts';

/** True for a violation of a response body by a rule that no body, or no item of a list, fits: a fault of the description. */
export function isImpossible(
  description: Description,
  exchange: Pick<Exchange, 'validation'>,
  violation: Pick<Violation, 'where' | 'descriptionPointer'>,
): boolean {
  return impossibleSchema(description, exchange, violation) !== undefined;
}

/** Returns the schema that nothing fits because of the rule that a violation breaks. */
function impossibleSchema(
  description: Description,
  { validation }: Pick<Exchange, 'validation'>,
  { where, descriptionPointer }: Pick<Violation, 'where' | 'descriptionPointer'>,
): Schema | undefined {
  const schema = validation?.mediaType?.schema;
  if (where !== 'body' || schema === undefined) return undefined;
  return [schema, ...listedSchemas(description, schema)].find((one) =>
    impossibleRules(description, one, 'response').some(
      (rule) => rule.descriptionPointer === descriptionPointer,
    ),
  );
}

/** Returns a sentence about each schema of the responses that no body fits, as far as the exchanges have broken it. */
export function impossibleBodies(
  description: Description,
  exchanges: readonly Exchange[],
): readonly string[] {
  const notes = exchanges.flatMap((exchange) => {
    const schema = exchange.validation?.violations
      .map((violation) => impossibleSchema(description, exchange, violation))
      .find((one) => one !== undefined);
    if (schema === undefined) return [];
    const [rule] = impossibleRules(description, schema, 'response');
    const place = rule === undefined ? '' : `: ${rule.instancePath || 'it'} ${rule.message}`;
    const { pointer } = resolvedSchema(description, schema);
    return [`nothing fits the schema at ${pointer}${place}; bodies are not judged there`];
  });
  return [...new Set(notes)];
}
