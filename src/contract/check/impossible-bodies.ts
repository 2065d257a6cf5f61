import type { Description } from '../../description/model/description.ts';
import { impossibleRules } from '../../generate/impossible-rules.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Exchange } from '../case/exchange.ts';

/** True for a violation of a response body by a rule that no body fits: a fault of the description. */
export function isImpossible(
  description: Description,
  { validation }: Pick<Exchange, 'validation'>,
  { where, descriptionPointer }: Pick<Violation, 'where' | 'descriptionPointer'>,
): boolean {
  const schema = validation?.mediaType?.schema;
  if (where !== 'body' || schema === undefined) return false;
  return impossibleRules(description, schema, 'response').some(
    (rule) => rule.descriptionPointer === descriptionPointer,
  );
}

/** Returns a sentence about each schema of the responses that no body fits, as far as the exchanges have broken it. */
export function impossibleBodies(
  description: Description,
  exchanges: readonly Exchange[],
): readonly string[] {
  const notes = exchanges.flatMap((exchange) => {
    const schema = exchange.validation?.mediaType?.schema;
    const broken = exchange.validation?.violations.find((one) => isImpossible(description, exchange, one));
    if (schema === undefined || broken === undefined) return [];
    const [rule] = impossibleRules(description, schema, 'response');
    const place = rule === undefined ? '' : `: ${rule.instancePath || 'it'} ${rule.message}`;
    return [`nothing fits the schema at ${schema.pointer}${place}; bodies are not judged there`];
  });
  return [...new Set(notes)];
}
