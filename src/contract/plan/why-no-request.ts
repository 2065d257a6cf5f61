import type { Operation } from '../../description/model/operation.ts';
import type { Parameter } from '../../description/model/parameter.ts';
import { dataOf, givenValue } from './requests/target-data.ts';
import type { Planning } from './requests/planning.ts';
import { makeTemplate } from './requests/template.ts';
import { validTemplate, violationsOf } from './requests/valid-template.ts';

/** Returns which part of an operation's requests could not be made; undefined where there is a valid request. */
export function whyNoRequest(
  planning: Planning,
  operation: Operation,
  bound: Readonly<Record<string, string>>,
): string | undefined {
  if (validTemplate(planning, operation, false, bound) !== undefined) return undefined;
  const { description, data } = planning;
  const template = makeTemplate(description, operation, { optional: true, bound, data });
  const missing = operation.parameters.find(
    (one) => one.required && !template.parameters.has(one) && !Object.hasOwn(bound, one.name),
  );
  if (missing !== undefined) return `no valid request: ${parameterReason(planning, operation, missing)}`;
  const { requestBody } = operation;
  if (requestBody?.required === true && template.body === undefined) {
    const given = dataOf(data, operation).body !== undefined;
    const pointer = requestBody.content.find(({ schema }) => schema !== undefined)?.schema?.pointer;
    const place = pointer ?? requestBody.pointer;
    return `no valid request: no body could be made that fits ${place}${given ? ', and the given one does not' : ''}`;
  }
  const [violation] = violationsOf(planning, template);
  if (violation !== undefined) return `no valid request: ${violation.message}`;
  return `no valid request: no value for each parameter in the path ${operation.path}`;
}

function parameterReason({ data }: Planning, operation: Operation, parameter: Parameter): string {
  const { location, name, schema } = parameter;
  const isGiven = givenValue(data, operation, parameter) !== undefined;
  const given = isGiven ? ', and the given one does not' : '';
  return `no value could be made for the ${location} parameter ${name} that fits ${schema.pointer}${given}`;
}
