import { setAt } from '../../../base/edit-json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';
import { outcomeOf } from '../../../description/resources/body-content.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import type { InferOptions } from '../resources/inference.ts';
import { fitBody } from './fit-body.ts';
import { createFittingTools, responseValidator } from './fitting-tools.ts';
import { generateResponse } from './impossible-values.ts';
import { overlay } from './skeleton.ts';

/** Writes the bodies of the successful responses of one operation. */
export interface ResponseWriter {
  /** The status of the success, or of the redirection in its place. */
  readonly status: number;
  /**
   * Puts a value at its place in a body that fits the schema of the operation, and makes the whole body valid. Returns
   * undefined when no valid body was found.
   */
  readonly write: (
    envelope: readonly string[],
    value: unknown,
    /** Further changes of the body, as alternatives: the first one whose result is valid is made. */
    finishes?: readonly ((body: unknown) => unknown)[],
  ) => unknown;
}

function statusOf({ status }: Pick<Response, 'status'>): number {
  return status === 'default' ? 200 : Number(status.replace('XX', '00'));
}

/** Creates a writer. Without a schema it writes no body; the status is 200 when the operation documents no response. */
export async function createResponseWriter(
  description: Description,
  operation: Operation,
  schema: Schema | undefined,
  { seed, suggest, strictValues }: InferOptions,
): Promise<ResponseWriter> {
  const outcome = outcomeOf(operation);
  const status = outcome === undefined ? 200 : statusOf(outcome);
  if (schema === undefined) return { status, write: () => undefined };
  const options = { seed, names: [operation.id], direction: 'response' as const, suggest: await suggest() };
  const skeleton = generateResponse(description, schema, { ...options, strictValues });
  const validate = responseValidator(description, schema);
  const tools = createFittingTools(description, schema, options);
  return {
    status,
    write: (envelope, value, finishes = []) => {
      const body = setAt(skeleton, envelope, value);
      const finished = finishes.length === 0 ? [body] : finishes.map((finish) => finish(body));
      const valid = finished.find((candidate) => validate(candidate).length === 0);
      if (valid !== undefined) return valid;
      const fitted = fitBody(finished[0], skeleton, tools);
      if (fitted !== undefined) return fitted;
      return skeleton === undefined ? undefined : overlay(skeleton, envelope, value, validate);
    },
  };
}
