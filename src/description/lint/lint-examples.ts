import type { Description } from '../model/description.ts';
import type { Fault } from '../model/fault.ts';
import type { Operation } from '../model/operation.ts';
import { UnusableSchemaError } from '../schemas/schema-validators.ts';
import type { Direction, Schema } from '../schemas/schema.ts';
import { isPlainSchema } from './plain-schemas.ts';
import { documentedExamples, type DocumentedExample } from './documented-examples.ts';

/**
 * Lists the examples that break their own schema and the schemas that cannot be compiled, each once. Compiles
 * schemas of which it is not known otherwise that they can be, or that an example fits. `onExample` is called before each
 * example is judged.
 */
export function lintExamples(
  description: Description,
  onExample: (index: number, count: number) => void = () => undefined,
): readonly Fault[] {
  const examples = documentedExamples(description);
  const found = [
    ...examples.flatMap((example, index) => {
      onExample(index, examples.length);
      return exampleFaults(description, example);
    }),
    ...description.operations
      .flatMap(schemasOf)
      .filter(([schema, direction]) => !isPlainSchema(description.document, schema, direction))
      .flatMap(([schema, direction]) => schemaFaults(description, schema, direction)),
  ];
  return [...new Map(found.map((fault) => [fault.pointer, fault])).values()];
}

/** Lists the faults of one example; none where its schema cannot be compiled. */
export function exampleFaults(
  description: Description,
  { value, pointer, schema, direction }: DocumentedExample,
): readonly Fault[] {
  if (schemaFaults(description, schema, direction).length > 0) return [];
  const [first] = description.validators.of(schema, direction)(value);
  if (first === undefined) return looseTimeFaults(description, { value, pointer, schema, direction });
  const place = first.instancePath === '' ? 'it' : first.instancePath;
  return [{ pointer, message: `the example breaks its schema: ${place} ${first.message}` }];
}

function looseTimeFaults(
  { validators }: Description,
  { value, pointer, schema, direction }: DocumentedExample,
): readonly Fault[] {
  const [text] = validators.looseTimes(schema, direction, value);
  if (text === undefined) return [];
  const message = `the offset of ${text} lacks the colon or the minutes of RFC 3339: it is taken all the same`;
  return [{ pointer, message }];
}

/** Returns the schemas of an operation, each with the direction of the messages that it describes. */
export function schemasOf({ parameters, requestBody, responses }: Operation): readonly [Schema, Direction][] {
  const sent = [...parameters, ...(requestBody?.content ?? [])];
  const answered = responses.flatMap(({ content, headers }) => [...headers, ...content]);
  return [
    ...sent.map(({ schema }) => [schema, 'request'] as const),
    ...answered.map(({ schema }) => [schema, 'response'] as const),
  ].flatMap(([schema, direction]) => (schema === undefined ? [] : [[schema, direction]]));
}

function schemaFaults({ validators }: Description, schema: Schema, direction: Direction): readonly Fault[] {
  try {
    validators.of(schema, direction);
    return [];
  } catch (error) {
    if (error instanceof UnusableSchemaError) return [{ pointer: schema.pointer, message: error.message }];
    throw error;
  }
}
