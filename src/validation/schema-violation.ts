import { parsePointer } from '../base/json-pointer.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import { detailsOf, type ValidatedValue } from './violation-details.ts';
import { violation, type MessagePart, type Violation } from './violation.ts';

interface Named {
  readonly name: string;
  readonly pointer: string;
}

/** Turns a schema's error into a violation. That of a missing parameter points at its own Parameter Object. */
export function schemaViolation(
  where: MessagePart,
  error: SchemaError,
  validated: ValidatedValue,
  parts: readonly Named[] = [],
): Violation {
  const name =
    error.instancePath === '' ? error.params['missingProperty'] : parsePointer(error.instancePath)[0];
  const part = parts.find((candidate) => candidate.name === name);
  const isMissing = error.instancePath === '' && part !== undefined;
  const facts = {
    where,
    pointer: error.instancePath,
    descriptionPointer: isMissing ? part.pointer : error.descriptionPointer,
    keyword: error.keyword,
    params: error.params,
    message: error.message,
  };
  return violation(facts, detailsOf(error, validated));
}
