import { generateValue } from '../../conformance/generate/generate-value.ts';
import type { Description } from '../../spec/description.ts';
import type { Operation, Response } from '../../spec/operation.ts';
import type { Schema } from '../../spec/schema.ts';
import type { InferOptions } from './inference.ts';
import { changed, fitBody, overlay } from './fit-body.ts';

/** Writes answers of one operation: a value put where the schema has its place, and made to fit. */
export interface AnswerWriter {
  readonly status: number;
  /** Undefined where nothing that fits could be made. */
  readonly write: (
    envelope: readonly string[],
    value: unknown,
    finish?: (body: unknown) => unknown,
  ) => unknown;
}

/** The lowest documented success; 200 where there is none. */
export function successOf(operation: Operation): {
  readonly status: number;
  readonly response: Response | undefined;
} {
  const [response] = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .toSorted((left, right) => (left.status < right.status ? -1 : 1));
  const status = response === undefined ? 200 : Number(response.status.replace('XX', '00'));
  return { status, response };
}

export async function answerWriter(
  description: Description,
  operation: Operation,
  schema: Schema | undefined,
  { seed, suggest }: InferOptions,
): Promise<AnswerWriter> {
  const { status } = successOf(operation);
  if (schema === undefined) return { status, write: () => undefined };
  const options = { seed, names: [operation.id], direction: 'response' as const, suggest: await suggest() };
  const made = generateValue(description, schema, options);
  const skeleton = made.kind === 'value' ? made.value : undefined;
  const validate = description.validators.of(schema, 'response');
  return {
    status,
    write: (envelope, value, finish = (body) => body) => {
      const body = finish(changed(skeleton, envelope, value));
      const fitted = fitBody(body, skeleton, validate);
      if (fitted !== undefined) return fitted;
      return skeleton === undefined ? undefined : overlay(skeleton, envelope, value, validate);
    },
  };
}
