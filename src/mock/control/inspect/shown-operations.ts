import { atPointer } from '../../../base/json-pointer.ts';
import { stringMember, type JsonObject } from '../../../base/json.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { generated } from '../../../generate/generate-value.ts';
import type { Engine } from '../../engine.ts';
import { servedOperation } from '../../choose/served-operation.ts';
import type { Journal } from '../journal/journal.ts';
import type { OperationLine, ShownOperation } from './shown/operation.ts';
import { preferred } from './call-request.ts';
import { formField } from './form-field.ts';
import { neededCredentials } from './needed-credentials.ts';

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
      sample:
        parameter.examples[0]?.value ??
        parameter.default ??
        generated(description, parameter.schema, { ...options, names: [parameter.name] }) ??
        null,
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
