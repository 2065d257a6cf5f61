import { setAt } from '../../../base/edit-json.ts';
import { once } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';
import { outcomeOf } from '../../../description/resources/body-content.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import type { InferOptions } from '../resources/inference.ts';
import { noteJudged } from '../../behaviour/judged-body.ts';
import { fitBody } from './fit-body.ts';
import { createFittingTools, responseValidator } from './fitting-tools.ts';
import { generateResponse, impossibleReason } from './impossible-values.ts';
import { overlay } from './skeleton.ts';

/** Writes the bodies of the successful responses of one operation. */
export interface ResponseWriter {
  /** The status of the success, or of the redirection in its place. */
  readonly status: number;
  /** A body that fits the schema; undefined when none was found. Generated when it is first asked for. */
  readonly skeleton: unknown;
  /**
   * Puts a value at its place in a body that fits the schema of the operation, and makes the whole body valid. Returns
   * undefined when no valid body was found.
   */
  readonly write: (
    envelope: readonly string[],
    value: unknown,
    /** Other ways to make a body of the value: the first one whose result is valid is made. */
    making?: Making,
  ) => unknown;
}

/** Ways to make a body of a value. */
interface Making {
  readonly ways: number;
  readonly bodyOf: (value: unknown, way: number) => unknown;
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
  if (schema === undefined) return { status, skeleton: undefined, write: () => undefined };
  const options = { seed, names: [operation.id], direction: 'response' as const, suggest: await suggest() };
  const skeleton = once(() => generateResponse(description, schema, { ...options, strictValues }));
  const judge = description.validators.of(schema, 'response');
  const tools = createFittingTools(description, schema, options);
  return {
    status,
    get skeleton() {
      return skeleton();
    },
    write: (envelope, value, making) => {
      const { ways, bodyOf } = making ?? { ways: 1, bodyOf: putInto(envelope, skeleton) };
      let first: unknown;
      for (let way = 0; way < ways; way += 1) {
        const body = bodyOf(value, way);
        const errors = body === undefined ? undefined : judge(body);
        if (errors?.length === 0) return noteJudged(body, schema);
        skeleton(); // to know what no body keeps
        if (errors?.every((error) => impossibleReason(description, error) !== undefined)) return body;
        if (way === 0) first = body;
      }
      const fitted = fitBody(first, skeleton(), tools);
      if (fitted !== undefined) return fitted;
      if (skeleton() === undefined) return undefined;
      return overlay(skeleton(), envelope, value, responseValidator(description, schema));
    },
  };
}

function putInto(envelope: readonly string[], skeleton: () => unknown): (value: unknown) => unknown {
  return (value) => (envelope.length === 0 ? value : setAt(skeleton(), envelope, value));
}
