import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { setOwn } from '../base/json.ts';
import { once } from '../base/memoise.ts';
import { percentDecoded } from '../base/percent-decode.ts';
import { decodeParameter } from '../codec/parameters/parameter-codec.ts';
import { templateNames } from '../description/document/path-template.ts';
import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import type { Parameter, ParameterLocation } from '../description/model/parameter.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';
import { headerValue, type RawRequest } from '../http/message.ts';
import { parseCookies, parseQuery, type RawParameters } from '../http/raw-parameters.ts';
import { queryOf } from '../http/request-target.ts';
import { rankViolations } from './rank-violations.ts';
import { schemaViolation } from './schema-violation.ts';
import { compileQueryNameValidator } from './validate-query-names.ts';
import { compileBodyValidator } from './validate-request-body.ts';
import { violation, type Violation } from './violation.ts';

/** The decoded values of a request, with the description's defaults. */
export interface RequestValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By the names of the description. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, unknown>>;
  /** Undefined where the request has no body; `null`, `false`, `0` and `""` are bodies. */
  readonly body: unknown;
}

export interface RequestValidation {
  readonly values: RequestValues;
  /** Path, query, header, cookie, then body; in each, the order of the description. */
  readonly violations: readonly Violation[];
  /** The violations ranked for display: the most helpful first, without branches that were not meant. */
  readonly rankedViolations: () => readonly Violation[];
}

interface RequestValidationOptions {
  /** Reports query parameters that the description does not name. Default: false. */
  readonly strictQuery?: boolean;
  /** Adds the defaults of the description to the values. Default: true. */
  readonly fillsDefaults?: boolean;
}

/** Validates a request whose path was matched. `captures`: the raw values of the path's parameters. */
export type RequestValidator = (
  request: RawRequest,
  captures: ReadonlyMap<string, string>,
  options?: RequestValidationOptions,
) => RequestValidation;

const LOCATIONS: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];

/**
 * Compiles the validator of an operation's requests. @throws Error where a schema of the operation cannot be compiled
 */
export function compileRequestValidator(description: Description, operation: Operation): RequestValidator {
  const locations = LOCATIONS.map((location) => compileLocation(description, operation, location));
  const [path, query, headers, cookies] = locations;
  const undescribed = undescribedNames(operation);
  const validateBody = compileBodyValidator(description, operation);
  const validateQueryNames = compileQueryNameValidator(description, operation);
  return (request, captures, options = {}) => {
    const raw = rawParameters(request, captures);
    const violations: Violation[] = [];
    const { fillsDefaults = true } = options;
    const values = {
      path: withUndescribed(path?.(raw, violations, fillsDefaults) ?? {}, undescribed, captures),
      query: query?.(raw, violations, fillsDefaults) ?? {},
      headers: headers?.(raw, violations, fillsDefaults) ?? {},
      cookies: cookies?.(raw, violations, fillsDefaults) ?? {},
      body: validateBody(request, violations),
    };
    if (options.strictQuery === true) violations.push(...validateQueryNames(raw.query));
    const { path: pathValues, query: queryValues, headers: header, cookies: cookie, body } = values;
    const parts = { path: pathValues, query: queryValues, header, cookie, body };
    const message = { description, direction: 'request' as const, values: parts };
    return { values, violations, rankedViolations: () => rankViolations(violations, message) };
  };
}

/** Returns the names in the path template that no parameter describes. */
function undescribedNames({ path, parameters }: Operation): readonly string[] {
  const described = new Set(parameters.filter(({ location }) => location === 'path').map(({ name }) => name));
  return templateNames(path).filter((name) => !described.has(name));
}

/** Adds the texts of path parameters that are not described, each as it stands in the path. */
function withUndescribed(
  values: Record<string, unknown>,
  names: readonly string[],
  captures: ReadonlyMap<string, string>,
): Record<string, unknown> {
  for (const name of names) {
    const text = captures.get(name);
    if (text !== undefined) setOwn(values, name, percentDecoded(text));
  }
  return values;
}

function rawParameters(request: RawRequest, captures: ReadonlyMap<string, string>): RawParameters {
  const query = queryOf(request.target);
  const cookie = headerValue(request.headers, 'cookie');
  return {
    path: captures,
    query: query === '' ? [] : parseQuery(query),
    headers: request.headers,
    cookies: cookie === undefined ? [] : parseCookies(cookie),
  };
}

type LocationValidator = (
  raw: RawParameters,
  violations: Violation[],
  fillsDefaults: boolean,
) => Record<string, unknown>;

function compileLocation(
  description: Description,
  operation: Operation,
  location: ParameterLocation,
): LocationValidator | undefined {
  const parameters = operation.parameters.filter((parameter) => parameter.location === location);
  if (parameters.length === 0) return undefined;
  const compiled = parameters.map((parameter) => ({
    parameter,
    shape: shapeOf(description.document, parameter.schema),
  }));
  const declared = new Set(parameters.map((parameter) => parameter.name));
  const pointer = `${operation.pointer}/parameters`;
  const validate = once(() =>
    description.validators.ofParts(parameters, 'request', `${pointer}#${location}`),
  );
  const mayBeEmpty = parameters.every(({ required }) => !required);
  return (raw, violations, fillsDefaults) => {
    const values: Record<string, unknown> = {};
    const settled = new Set<string>(); // malformed, or without a value: their schemas do not apply
    for (const one of compiled) {
      const decoded = decodeParameter(one.parameter, one.shape, raw, declared);
      if (decoded.kind === 'value') setOwn(values, one.parameter.name, decoded.value);
      if (decoded.kind === 'malformed') violations.push(malformedParameter(one.parameter, decoded));
      if (decoded.kind === 'malformed' || (decoded.kind === 'value' && decoded.isWithoutValue)) {
        settled.add(one.parameter.name);
      }
    }
    const validated = { value: values, document: description.document };
    const isEmpty = mayBeEmpty && Object.keys(values).length === 0; // then the schemas need not be compiled
    const errors = (isEmpty ? [] : validate()(values)).filter((error) => !settled.has(parameterOf(error)));
    violations.push(...errors.map((error) => schemaViolation(location, error, validated, parameters)));
    if (fillsDefaults) fillDefaults(values, parameters);
    return values;
  };
}

function malformedParameter(
  parameter: Parameter,
  { keyword, message }: { readonly keyword: string; readonly message: string },
): Violation {
  return violation({
    where: parameter.location,
    pointer: formatPointer([parameter.name]),
    descriptionPointer: parameter.pointer,
    keyword,
    params: {},
    message,
  });
}

/** Returns the name of the parameter that an error is about. */
function parameterOf({ instancePath, params }: SchemaError): string {
  return instancePath === '' ? String(params['missingProperty']) : (parsePointer(instancePath)[0] ?? '');
}

function fillDefaults(values: Record<string, unknown>, parameters: readonly Parameter[]): void {
  for (const parameter of parameters) {
    if (parameter.default !== undefined && !Object.hasOwn(values, parameter.name)) {
      setOwn(values, parameter.name, parameter.default);
    }
  }
}
