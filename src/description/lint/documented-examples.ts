import { items, member, type Json } from '../../base/json.ts';
import { walkDescription } from '../document/walk-description.ts';
import { pointerOfPlace } from '../document/walk-parts.ts';
import type { Description } from '../model/description.ts';
import type { Example } from '../model/example.ts';
import { isJsonRange, type MediaType } from '../model/media-type-object.ts';
import type { Operation } from '../model/operation.ts';
import type { Direction, Schema } from '../schemas/schema.ts';

/** An example of the description, with the schema that it has to fit. */
export interface DocumentedExample {
  readonly value: unknown;
  readonly pointer: string;
  readonly schema: Schema;
  readonly direction: Direction;
}

/** Returns the examples of parameters, bodies, responses and headers, then those of all schemas, each once. */
export function documentedExamples(description: Description): readonly DocumentedExample[] {
  const found = [...description.operations.flatMap(examplesOfOperation), ...ofSchemas(description)];
  const byPlace = found.map((one) => [`${one.pointer} ${one.schema.pointer} ${one.direction}`, one] as const);
  return [...new Map(byPlace).values()];
}

/** Returns the examples of one operation: of its parameters, bodies, responses and headers. */
export function examplesOfOperation({
  parameters,
  requestBody,
  responses,
}: Operation): readonly DocumentedExample[] {
  return [
    ...parameters.flatMap(({ examples, schema }) => fitting(examples, schema, 'request')),
    ...(requestBody?.content ?? []).flatMap((content) => ofContent(content, 'request')),
    ...responses.flatMap(({ content, headers }) => [
      ...headers.flatMap(({ examples, schema }) => fitting(examples, schema, 'response')),
      ...content.flatMap((mediaType) => ofContent(mediaType, 'response')),
    ]),
  ];
}

/** Leaves out texts of media types other than JSON: they show the encoded body, which has to be decoded first. */
function ofContent(
  { range, schema, examples }: MediaType,
  direction: Direction,
): readonly DocumentedExample[] {
  const isJson = isJsonRange(range);
  const values = examples.filter(({ value }) => isJson || typeof value !== 'string');
  return fitting(values, schema, direction);
}

function fitting(
  examples: readonly Example[],
  schema: Schema | undefined,
  direction: Direction,
): readonly DocumentedExample[] {
  if (schema === undefined) return [];
  return examples.map(({ value, pointer }) => ({ value, pointer, schema, direction }));
}

function ofSchemas({ document }: Description): readonly DocumentedExample[] {
  const found: DocumentedExample[] = [];
  walkDescription(document, {
    visit: (part) => {
      if (part.kind !== 'schema') return;
      const { node } = part;
      const list = items(member(node, 'examples'));
      const lone = member(node, 'example');
      if (lone === undefined && list.length === 0) return;
      const schema = { definition: node, pointer: pointerOfPlace(part.place) };
      const add = (value: Json, name: string) =>
        found.push({ value, pointer: `${schema.pointer}/${name}`, schema, direction: 'response' });
      if (lone !== undefined) add(lone, 'example');
      for (const [index, value] of list.entries()) add(value, `examples/${index}`);
    },
  });
  return found;
}
