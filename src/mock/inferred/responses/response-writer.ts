import { changed } from '../../../base/edit-json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';
import { successOf } from '../../../description/resources/body-content.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generateValue } from '../../../generate/generate-value.ts';
import type { InferOptions } from '../resources/inference.ts';
import { fitBody, overlay } from './fit-body.ts';
import { fittingOf, judging } from './fitting-tools.ts';

/** Writes answers of one operation: a value put where the schema has its place, and made to fit. */
export interface AnswerWriter {
  readonly status: number;
  /** Undefined where nothing that fits could be made. */
  readonly write: (
    envelope: readonly string[],
    value: unknown,
    /** What else is to be set in the body; of several, the first that fits counts. */
    finishes?: readonly ((body: unknown) => unknown)[],
  ) => unknown;
}

/** The status of an operation's success; 200 where it documents none. */
export function statusOf({ status }: Pick<Response, 'status'>): number {
  return status === 'default' ? 200 : Number(status.replace('XX', '00'));
}

export async function answerWriter(
  description: Description,
  operation: Operation,
  schema: Schema | undefined,
  { seed, suggest }: InferOptions,
): Promise<AnswerWriter> {
  const success = successOf(operation);
  const status = success === undefined ? 200 : statusOf(success);
  if (schema === undefined) return { status, write: () => undefined };
  const options = { seed, names: [operation.id], direction: 'response' as const, suggest: await suggest() };
  const made = generateValue(description, schema, options);
  const skeleton = made.kind === 'value' ? made.value : undefined;
  const validate = judging(description, schema);
  const fitting = fittingOf(description, schema, options);
  return {
    status,
    write: (envelope, value, finishes = []) => {
      const body = changed(skeleton, envelope, value);
      const finished = finishes.length === 0 ? [body] : finishes.map((finish) => finish(body));
      const best = finished.find((one) => validate(one).length === 0);
      if (best !== undefined) return best;
      const fitted = fitBody(finished[0], skeleton, fitting);
      if (fitted !== undefined) return fitted;
      return skeleton === undefined ? undefined : overlay(skeleton, envelope, value, validate);
    },
  };
}
