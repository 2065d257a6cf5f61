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
  let best: { readonly answer: AnsweringExample; readonly count: number } | undefined;
  for (const { answer, parts } of namedAnswers(operation)) {
    const count = isSent(parts, values) ? parts.length : 0;
    if (count > (best?.count ?? 0)) best = { answer, count };
  }
  return best?.answer;
}

/** A named example of a response, with the parts of the request that have an example of its name. */
interface NamedAnswer {
  readonly answer: AnsweringExample;
  readonly parts: readonly Part[];
}

interface Part {
  readonly valueIn: (values: RequestValues) => unknown;
  /** The values of its examples of the name. */
  readonly examples: readonly unknown[];
}

/** The response examples to which the description gives names. */
const namedAnswers = weaklyMemoised((operation: Operation): readonly NamedAnswer[] =>
  operation.responses.flatMap(({ status, content }) =>
    /^\d{3}$/.test(status)
      ? content.flatMap(({ examples }) =>
          examples
            .filter(isNamed)
            .map(({ name }) => ({ answer: { name, status }, parts: partsWith(operation, name) })),
        )
      : [],
  ),
);

const GIVEN_IN = { path: 'path', query: 'query', header: 'headers', cookie: 'cookies' } as const;

/** Returns the parts of a request that have an example of a name. */
function partsWith({ parameters, requestBody }: Operation, name: string): readonly Part[] {
  const ofName = (examples: readonly Example[]) =>
    examples.filter((one) => one.name === name && isNamed(one)).map(({ value }) => value);
  const named = parameters.map((parameter): Part => {
    const place = parameter.location in GIVEN_IN ? parameter.location : undefined;
    const valueIn = (values: RequestValues) => place && values[GIVEN_IN[place]][parameter.name];
    return { valueIn, examples: ofName(parameter.examples) };
  });
  const ofBody = ofName((requestBody?.content ?? []).flatMap(({ examples }) => examples));
  return [...named, { valueIn: ({ body }: RequestValues) => body, examples: ofBody }].filter(
    ({ examples }) => examples.length > 0,
  );
}

/** True where each part has the value of one of its examples. */
function isSent(parts: readonly Part[], values: RequestValues): boolean {
  return parts.every(({ valueIn, examples }) => {
    const sent = valueIn(values);
    return examples.some((example) => equalJson(example, sent));
  });
}

/** True for examples to which the description gives a name. */
function isNamed({ pointer }: Example): boolean {
  return /\/(?:value|dataValue|serializedValue)$/.test(pointer);
}
