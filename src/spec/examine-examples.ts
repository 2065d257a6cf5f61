import type { Description } from './description.ts';
import type { Fault } from './fault.ts';
import type { MediaType } from './media-type-object.ts';
import type { Operation } from './operation.ts';
import type { Example } from './parameter.ts';
import type { Direction, Schema } from './schema.ts';
import { UnusableSchemaError } from './schema-validators.ts';

/**
 * The examples that break their own schema, and the schemas that no validator can be made of: each once.
 * Compiles every schema of every operation, which a mock does only for those that are asked for.
 */
export function examineExamples(description: Description): readonly Fault[] {
  const found = description.operations
    .flatMap(exampled)
    .flatMap(({ examples, schema, direction }) => faultsOf(description, schema, direction, examples));
  return [...new Map(found.map((fault) => [fault.pointer, fault])).values()];
}

/** Examples with the schema that they have to fit. */
interface Exampled {
  readonly examples: readonly Example[];
  readonly schema: Schema;
  readonly direction: Direction;
}

function exampled({ parameters, requestBody, responses }: Operation): readonly Exampled[] {
  return [
    ...parameters.map(({ examples, schema }) => ({ examples, schema, direction: 'request' as const })),
    ...(requestBody?.content ?? []).flatMap((content) => exampledContent(content, 'request')),
    ...responses.flatMap(({ content, headers }) => [
      ...headers.map(({ examples, schema }) => ({ examples, schema, direction: 'response' as const })),
      ...content.flatMap((mediaType) => exampledContent(mediaType, 'response')),
    ]),
  ];
}

/** A text in another media type than JSON is the body as it is sent: only its codec knows what it says. */
function exampledContent({ range, schema, examples }: MediaType, direction: Direction): readonly Exampled[] {
  if (schema === undefined) return [];
  const isJson = /[/+]json\b/i.test(range);
  return [
    { schema, direction, examples: examples.filter(({ value }) => isJson || typeof value !== 'string') },
  ];
}

function faultsOf(
  { validators }: Description,
  schema: Schema,
  direction: Direction,
  examples: readonly Example[],
): readonly Fault[] {
  try {
    const validate = validators.of(schema, direction);
    return examples.flatMap(({ value, pointer }) => {
      const [first] = validate(value);
      if (first === undefined) return [];
      const place = first.instancePath === '' ? 'it' : first.instancePath;
      return [{ pointer, message: `the example breaks its schema: ${place} ${first.message}` }];
    });
  } catch (error) {
    if (error instanceof UnusableSchemaError) return [{ pointer: schema.pointer, message: error.message }];
    throw error;
  }
}
