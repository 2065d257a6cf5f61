import { isObject, members, stringMember } from '../../base/json.ts';
import { lintExamples } from '../../description/lint/lint-examples.ts';
import { createPlaceFinder, type FilePlace } from '../../description/load/find-in-files.ts';
import type { Description } from '../../description/model/description.ts';
import type { Fault } from '../../description/model/fault.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Parameter } from '../../description/model/parameter.ts';
import { documentsRefusal } from '../../description/resources/documented-refusal.ts';
import { shapeOf } from '../../description/schemas/value-shape.ts';
import { loadSuggestions } from '../../generate/suggest.ts';
import type { Behaviours } from '../../mock/behaviour/behaviour.ts';
import { inferCorrectedApi } from '../../mock/inferred/corrections/infer-corrected.ts';
import { describedCorrectionFaults } from '../../mock/inferred/corrections/correction-faults.ts';
import { correctionsOf } from '../../mock/inferred/corrections/corrections.ts';
import { displayPath } from '../output/display-path.ts';
import { unsatisfiableSchemas } from './unsatisfiable-schemas.ts';

/** The content of a description as plain data, in the form that `inspect --json` prints. */
export interface Inspection {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** The version of OpenAPI or Swagger that the description names. */
  readonly openapi: string;
  readonly location: string;
  readonly servers: readonly string[];
  readonly operations: readonly InspectedOperation[];
  /** The names of the webhooks, which are sent when they are asked for. */
  readonly webhooks: readonly string[];
  readonly securitySchemes: readonly { readonly name: string; readonly carrier: string }[];
  readonly disabled: readonly (FilePlace & {
    readonly method: string;
    readonly path: string;
    readonly reason: string;
  })[];
  readonly faults: readonly (FilePlace & { readonly message: string })[];
}

export interface InspectedOperation extends FilePlace {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly InspectedParameter[];
  /** Undefined when the operation takes no body. */
  readonly requestBody: { readonly required: boolean; readonly mediaTypes: readonly string[] } | undefined;
  readonly responses: readonly { readonly status: string; readonly mediaTypes: readonly string[] }[];
  /** Alternatives, each a list of schemes with their scopes or roles. An empty list: no credential is needed. */
  readonly security: readonly (readonly string[])[];
  /** The file with the operation's behaviour; undefined when it has none. */
  readonly behaviour: string | undefined;
  /** The role that a mock infers for an operation without a behaviour; undefined when it responds from the examples. */
  readonly inferred: InspectedInference | undefined;
  /**
   * Set when the operation responds with 404 because an item that its path names does not exist: whether the description
   * says so.
   */
  readonly missingItem: 'documented' | 'undocumented' | undefined;
}

export interface InspectedInference {
  readonly role: string;
  readonly collection: string;
  readonly reason: string;
}

export interface InspectedParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  /** `form, exploded`, or the media type of its content. */
  readonly style: string;
  /** The JSON types that its schema allows; empty when it allows any. */
  readonly types: readonly string[];
}

interface InspectionOptions {
  readonly behaviours?: Behaviours | undefined;
  /** The file that exports them. */
  readonly file?: string | undefined;
  /** Called before each example is judged. */
  readonly onExample?: ((index: number, count: number) => void) | undefined;
}

/** Inspects a description. This compiles the schemas that examples are judged by, to find those that break theirs. */
export function inspectDescription(
  description: Description,
  { behaviours = {}, file, onExample }: InspectionOptions = {},
): Inspection {
  const { name, title, version, location = name, servers, operations, disabled, document } = description;
  const placeOf = placeFinder(description);
  const { inferenceOf, missingItemOf } = inferenceFinder(description, behaviours);
  const hasBehaviour = ({ id }: Operation) => Object.hasOwn(behaviours.operations ?? {}, id);
  return {
    name,
    title,
    version,
    openapi: String(document['swagger'] ?? document['openapi']),
    location: displayPath(location),
    servers,
    operations: operations.map((operation) => ({
      ...inspectOperation(description, operation),
      behaviour: hasBehaviour(operation) ? file : undefined,
      inferred: hasBehaviour(operation) ? undefined : inferenceOf(operation),
      missingItem: hasBehaviour(operation) ? undefined : missingItemOf(operation),
      ...placeOf(operation.pointer),
    })),
    webhooks: members(document['webhooks']).map(([webhook]) => webhook),
    securitySchemes: description.securitySchemes.map((scheme) => ({
      name: scheme.name,
      carrier: scheme.carrier.kind,
    })),
    disabled: disabled.map(({ method, path, pointer, reason }) => ({
      method,
      path,
      reason,
      ...placeOf(pointer),
    })),
    faults: allFaults(description, onExample).map(({ pointer, message }) => ({
      ...placeOf(pointer),
      message,
    })),
  };
}

function allFaults(description: Description, onExample: InspectionOptions['onExample']): readonly Fault[] {
  return [
    ...description.faults,
    ...describedCorrectionFaults(description),
    ...lintExamples(description, onExample),
    ...unsatisfiableSchemas(description),
  ];
}

/** What is inferred about an operation, for its description in an inspection. */
interface InferenceFinder {
  readonly inferenceOf: (operation: Operation) => InspectedInference | undefined;
  readonly missingItemOf: (operation: Operation) => InspectedOperation['missingItem'];
}

/** Returns functions that tell an operation's inferred role. No items are generated for it. */
function inferenceFinder(description: Description, behaviours: Behaviours): InferenceFinder {
  const options = { seed: 1, filled: new Set<string>(), suggest: loadSuggestions };
  const api = inferCorrectedApi(description, correctionsOf(description, behaviours.inferred), options);
  return {
    inferenceOf: (operation) => {
      const { role, collection, reason } = api.behaviourOf(operation)?.inference ?? {};
      return role && collection !== undefined && reason !== undefined
        ? { role, collection, reason }
        : undefined;
    },
    missingItemOf: (operation) => {
      if (!api.needsItem(operation)) return undefined;
      return documentsRefusal(operation, 404) ? 'documented' : 'undocumented';
    },
  };
}

function placeFinder(description: Description): (pointer: string) => FilePlace {
  const placeOf = createPlaceFinder(description);
  return (pointer) => {
    const { file, line, pointer: inside } = placeOf(pointer);
    return { file: file === undefined ? undefined : displayPath(file), line, pointer: inside };
  };
}

function inspectOperation(
  description: Description,
  { id, method, path, parameters, requestBody, responses, security }: Operation,
): Omit<InspectedOperation, keyof FilePlace | 'behaviour' | 'inferred' | 'missingItem'> {
  return {
    id,
    method,
    path,
    parameters: parameters.map((parameter) => inspectParameter(description, parameter)),
    requestBody: requestBody && {
      required: requestBody.required,
      mediaTypes: requestBody.content.map(({ range }) => range),
    },
    responses: responses.map(({ status, content }) => ({
      status,
      mediaTypes: content.map(({ range }) => range),
    })),
    security: security.map(({ schemes }) =>
      schemes.map(({ scheme, roles }) =>
        roles.length === 0 ? scheme.name : `${scheme.name} (${roles.join(', ')})`,
      ),
    ),
  };
}

function inspectParameter(
  { document }: Description,
  { name, location, required, style, explode, content, schema }: Parameter,
): InspectedParameter {
  const { isKnown, primitives, allowsArray, allowsObject } = shapeOf(document, schema);
  const format = isObject(schema.definition) ? stringMember(schema.definition, 'format') : undefined;
  const types = [...primitives, ...(allowsArray ? ['array'] : []), ...(allowsObject ? ['object'] : [])];
  return {
    name,
    in: location,
    required,
    style: content?.range ?? (explode ? `${style}, exploded` : style),
    types: isKnown ? types.map((type) => (format === undefined ? type : `${type} (${format})`)) : [],
  };
}
