import type { Schema } from '../../description/schemas/schema.ts';

/** The bodies that were found to fit a schema when they were written, and that nothing else can reach. */
const judged = new WeakMap<object, Schema>();

/** Notes that a new body fits the schema, and returns it. It must not be changed any more. */
export function noteJudged<Body>(body: Body, schema: Schema): Body {
  if (typeof body === 'object' && body !== null && !Object.isFrozen(body)) judged.set(body, schema);
  return body;
}

/** Returns true when the body was found to fit the schema. */
export function wasJudged(body: unknown, schema: Schema | undefined): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    schema !== undefined &&
    judged.get(body)?.pointer === schema.pointer
  );
}
