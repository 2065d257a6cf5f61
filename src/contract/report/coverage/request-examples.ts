import { equalJson } from '../../../base/json.ts';
import type { Example } from '../../../description/model/example.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RequestValues } from '../../../validation/validate-request.ts';
import { valuesAt } from './values-at.ts';

/** Returns the documented examples that one of some requests has. */
export function examplesIn(operation: Operation, requests: readonly RequestValues[]): readonly Example[] {
  return [
    ...operation.parameters.flatMap(({ examples, location, name }) =>
      examples.filter(({ value }) => requests.some((one) => isSame(valuesAt(one, location)[name], value))),
    ),
    ...(operation.requestBody?.content ?? []).flatMap(({ examples }) =>
      examples.filter(({ value }) => requests.some(({ body }) => isSame(body, value))),
    ),
  ];
}

/** A text on the wire may be a number of the example: `?id=7`. */
function isSame(sent: unknown, example: unknown): boolean {
  if (sent === undefined) return false;
  if (equalJson(sent, example)) return true;
  return typeof example === 'number' && sent === String(example);
}

/** Returns the documented examples of an operation's requests. */
export function requestExamples({ parameters, requestBody }: Operation): readonly Example[] {
  const all = [...parameters, ...(requestBody?.content ?? [])].flatMap(({ examples }) => examples);
  return [...new Map(all.map((one) => [one.pointer, one])).values()];
}
