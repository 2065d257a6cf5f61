import { equalJson } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import type { Example } from '../../description/model/example.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { RequestValues } from '../../validation/validate-request.ts';

/** The example of a response that goes with the examples that a request has sent. */
interface AnsweringExample {
  readonly name: string;
  /** The status as the description writes it, such as `404`. */
  readonly status: string;
}

/**
 * Returns the response example that has the name of the examples that were sent: every parameter, and the body, that has an
 * example of this name has to have its value. Where several names fit, the one that most parts of the request have.
 */
export function answeringExample(operation: Operation, values: RequestValues): AnsweringExample | undefined {
  const answers = namedAnswers(operation);
  if (answers.length === 0) return undefined;
  const parts = partsOf(operation, values);
  const sent = new Map(answers.map(({ name }) => [name, timesSent(parts, name)]));
  const most = Math.max(...sent.values());
  return most === 0 ? undefined : answers.find(({ name }) => sent.get(name) === most);
}

/** The response examples to which the description gives names. */
const namedAnswers = weaklyMemoised(({ responses }: Operation) =>
  responses.flatMap(({ status, content }) =>
    /^\d{3}$/.test(status)
      ? content.flatMap(({ examples }) => examples.filter(isNamed).map(({ name }) => ({ name, status })))
      : [],
  ),
);

/** A part of the request with its documented examples. */
interface Part {
  readonly examples: readonly Example[];
  readonly value: unknown;
}

function partsOf({ parameters, requestBody }: Operation, values: RequestValues): readonly Part[] {
  const given = { path: values.path, query: values.query, header: values.headers, cookie: values.cookies };
  const named = parameters.map(({ location, name, examples }) => ({
    examples,
    value: location in given ? given[location as keyof typeof given][name] : undefined,
  }));
  const bodies = (requestBody?.content ?? []).flatMap(({ examples }) => examples);
  return [...named, { examples: bodies, value: values.body }];
}

/** Returns how many parts have the example of a name; none where one of them has another value. */
function timesSent(parts: readonly Part[], name: string): number {
  const documented = parts
    .map(({ examples, value }) => ({
      examples: examples.filter((one) => one.name === name && isNamed(one)),
      value,
    }))
    .filter(({ examples }) => examples.length > 0);
  const isSent = documented.every(({ examples, value }) =>
    examples.some((one) => equalJson(one.value, value)),
  );
  return isSent ? documented.length : 0;
}

/** True for examples to which the description gives a name. */
function isNamed({ pointer }: Example): boolean {
  return /\/(?:value|dataValue|serializedValue)$/.test(pointer);
}
