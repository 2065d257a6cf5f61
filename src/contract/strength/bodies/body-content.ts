import { isPlainJson, type Json } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generateValue } from '../../../generate/generate-value.ts';
import { SchemaWalk } from '../../report/coverage/schema-walk.ts';
import type { BreakContext } from '../making/break-context.ts';
import { placesIn, type Place } from './place.ts';

/** The bodies of one status of an operation, of one schema. */
export interface BodyContent {
  /** As it came; as it is documented where none came. */
  readonly status: string;
  readonly schema: Schema;
  /** The places of bodies that the unbroken server sent, by how they are written. */
  readonly shown: ReadonlyMap<string, Place>;
  /** Places that only other bodies have; their samples are such bodies, made up. */
  readonly unshown: ReadonlyMap<string, Place>;
  /** A few of the bodies that were sent; none for a status that was not. */
  readonly bodies: readonly Json[];
}

/** So many bodies of one status are looked at. */
const MOST_BODIES = 60;

/** So many bodies are made up in search of places that no response had. */
const MADE_UP = 4;

/** Returns the JSON bodies that an operation has sent, and those that it documents and has not sent. */
export function bodyContents(context: BreakContext, operation: Operation): readonly BodyContent[] {
  const sent = new Map<string, { status: string; schema: Schema; bodies: Map<string, Json> }>();
  for (const { exchange } of context.recording.of(operation.id)) {
    const { mediaType, body } = exchange.validation ?? {};
    if (mediaType?.schema === undefined || !isJsonContent(mediaType) || !isPlainJson(body)) continue;
    const status = String(exchange.response.status);
    const key = `${status} ${mediaType.schema.pointer}`;
    const known = sent.get(key) ?? { status, schema: mediaType.schema, bodies: new Map<string, Json>() };
    sent.set(key, known);
    if (known.bodies.size < MOST_BODIES) known.bodies.set(JSON.stringify(body), body);
  }
  const shown = [...sent.values()].map(({ status, schema, bodies }) =>
    contentOf(context, { status, schema }, [...bodies.values()]),
  );
  const pointers = new Set([...sent.values()].map(({ schema }) => schema.pointer));
  const unsent = operation.responses.flatMap(({ status, content }) =>
    content.flatMap((mediaType) => {
      const { schema } = mediaType;
      if (schema === undefined || !isJsonContent(mediaType) || pointers.has(schema.pointer)) return [];
      return [contentOf(context, { status, schema }, [])];
    }),
  );
  return [...shown, ...unsent];
}

function contentOf(
  { description }: BreakContext,
  { status, schema }: Pick<BodyContent, 'status' | 'schema'>,
  bodies: readonly Json[],
): BodyContent {
  const walk = new SchemaWalk(description, 'response');
  const places = (values: readonly Json[]) =>
    placesIn(values, (value, visit) => walk.through(schema, value, visit));
  const shown = places(bodies);
  const known = new Set([...shown.values()].flatMap((place) => [...place.schemas.keys()]));
  const isWhole = bodies.length > 0 && walk.all(schema).every(({ pointer }) => known.has(pointer));
  const made = isWhole ? [] : madeUp({ description, schema, status });
  const unshown = [...places(made)].filter(
    ([key, place]) => !shown.has(key) && ![...place.schemas.keys()].every((pointer) => known.has(pointer)),
  );
  return { status, schema, shown, unshown: new Map(unshown), bodies: bodies.slice(0, 3) };
}

function madeUp({
  description,
  schema,
  status,
}: Pick<BreakContext, 'description'> & Pick<BodyContent, 'schema' | 'status'>): readonly Json[] {
  return Array.from({ length: MADE_UP }, (_, seed) => seed).flatMap((seed) => {
    const names = ['strength', status, schema.pointer];
    const made = generateValue(description, schema, { seed, names, direction: 'response' });
    return made.kind === 'value' ? [made.value] : [];
  });
}
