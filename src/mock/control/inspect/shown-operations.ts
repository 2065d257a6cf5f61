import { atPointer } from '../../../base/json-pointer.ts';
import { stringMember, type JsonObject } from '../../../base/json.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import { generated } from '../../../generate/generate-value.ts';
import type { Engine } from '../../engine.ts';
import { servedOperation, type ServedOperation } from '../../choose/served-operation.ts';
import type { Journal } from '../journal/journal.ts';
import { preferred } from './call-request.ts';
import { formField, type FormField } from './form-field.ts';
import { neededCredentials, type Credentials } from './needed-credentials.ts';

/** An operation in a line: what answers it, and what it has answered in a namespace. */
export interface OperationLine extends ServedOperation {
  readonly api: string;
  readonly summary: string | null;
  /** Since the start, the last reset, or the last reload. */
  readonly hits: number;
  /** The status of its last response; null where it was not asked. */
  readonly last: number | null;
  /** The number of responses by status. */
  readonly seen: Readonly<Record<string, number>>;
  /** `200`, `2XX` or `default`. */
  readonly documented: readonly string[];
}

/** An operation with all that helps to ask it, and to choose its answers. */
export interface ShownOperation extends OperationLine {
  /** As it is written, in Markdown. */
  readonly description: string | null;
  readonly deprecated: boolean;
  /** JSON Pointer into the description. */
  readonly pointer: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description: string | null;
    readonly field: FormField;
    /** The value as it is written in its place, such as `tag=a&tag=b` of a query. */
    readonly sample: string;
  }[];
  /** Null for an operation that takes no body. */
  readonly body: { readonly required: boolean; readonly types: readonly ShownType[] } | null;
  readonly responses: readonly {
    readonly status: string;
    readonly description: string | null;
    readonly examples: readonly string[];
  }[];
  readonly needed: Credentials['needed'];
}

interface ShownType {
  readonly type: string;
  readonly field: FormField;
  /** An example, or a value that fits; null where there is none. */
  readonly sample: unknown;
}

export function operationLines(
  engines: readonly Engine[],
  journal: Journal,
  namespace: string,
): readonly OperationLine[] {
  return engines.flatMap((engine) =>
    engine.description.operations.map((operation) => lineOf(engine, operation, journal, namespace)),
  );
}

function lineOf(
  { api, description }: Engine,
  operation: Operation,
  journal: Journal,
  namespace: string,
): OperationLine {
  const { hits = 0, last = null, statuses = [] } = journal.tallyOf(namespace, operation) ?? {};
  return {
    ...servedOperation(api, operation),
    api: description.name,
    summary: operation.summary ?? null,
    hits,
    last,
    seen: Object.fromEntries(statuses),
    documented: operation.responses.map(({ status }) => status),
  };
}

/** Shows one operation; undefined where no API has it. `api`: which of several that have it. */
export function shownOperation(
  engines: readonly Engine[],
  journal: Journal,
  {
    namespace,
    api,
    name,
  }: { readonly namespace: string; readonly api: string | undefined; readonly name: string },
): ShownOperation | undefined {
  for (const engine of preferred(engines, api)) {
    const { description } = engine;
    const operation = description.operations.find(
      ({ id, method, path }) => id === name || `${method} ${path}` === name,
    );
    if (operation !== undefined)
      return { ...lineOf(engine, operation, journal, namespace), ...detailsOf(engine, operation) };
  }
  return undefined;
}

function detailsOf({ description, api }: Engine, operation: Operation) {
  const { document } = description;
  const { definition, pointer, parameters, requestBody, responses } = operation;
  const options = { seed: api.seed, names: [], direction: 'request' as const };
  const sampleOf = ({ schema, examples }: MediaType): unknown =>
    examples[0]?.value ?? (schema && generated(description, schema, options)) ?? null;
  return {
    description: stringMember(definition, 'description') ?? null,
    deprecated: definition['deprecated'] === true,
    pointer,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.location,
      required: parameter.required,
      description: describedAt(document, parameter.pointer),
      field: formField(document, parameter.schema),
      sample: encodeParameter(
        parameter,
        parameter.examples[0]?.value ??
          parameter.default ??
          generated(description, parameter.schema, { ...options, names: [parameter.name] }),
      ),
    })),
    body:
      requestBody === undefined
        ? null
        : {
            required: requestBody.required,
            types: requestBody.content.map((content) => ({
              type: content.range,
              field: content.schema ? formField(document, content.schema) : { types: [] },
              sample: sampleOf(content),
            })),
          },
    responses: responses.map(({ status, content, pointer: place }) => ({
      status,
      description: describedAt(document, place),
      examples: [...new Set(content.flatMap(({ examples }) => examples.map(({ name }) => name)))],
    })),
    needed: neededCredentials(operation),
  };
}

function describedAt(document: JsonObject, pointer: string): string | null {
  return stringMember(atPointer(document, pointer), 'description') ?? null;
}
