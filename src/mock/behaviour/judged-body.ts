import type { Schema } from '../../description/schemas/schema.ts';

/**
 * The body that was last found to fit a schema when it was written, and that nothing else can reach. It is sent before
 * another one is written; one that is not is judged again.
 */
let last: { readonly body: object; readonly schema: Schema } | undefined;

/** Notes that a new body fits the schema, and returns it. It must not be changed any more. */
export function noteJudged<Body>(body: Body, schema: Schema): Body {
  if (typeof body === 'object' && body !== null && !Object.isFrozen(body)) last = { body, schema };
  return body;
}

/** Returns true when the body was found to fit the schema. */
export function wasJudged(body: unknown, schema: Schema | undefined): boolean {
  return last !== undefined && last.body === body && last.schema.pointer === schema?.pointer;
}
