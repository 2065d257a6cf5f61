import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { once } from '../base/memoise.ts';
import { decodeParameter } from '../codec/parameters/parameter-codec.ts';
import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import type { Parameter, ParameterLocation } from '../description/model/parameter.ts';
import type { SchemaError } from '../description/schemas/schema-validators.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';
import { headerValue, type RawRequest } from '../http/message.ts';
import { parseCookies, parseQuery, type RawParameters } from '../http/raw-parameters.ts';
import { queryOf } from '../http/request-target.ts';
import { forPeople } from './rank-violations.ts';
import { schemaViolation } from './schema-violation.ts';
import { compileUnknownQueryJudge } from './validate-query-names.ts';
import { compileBodyJudge } from './validate-request-body.ts';
import { judgeValue } from './validate-value.ts';
import { violation, type Violation } from './violation.ts';

/** A request's values, decoded; defaults of the description filled in. */
export interface RequestValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By the names of the description. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, unknown>>;
  /** Undefined where the request has no body; `null`, `false`, `0` and `""` are bodies. */
  readonly body: unknown;
}

export interface RequestJudgement {
  readonly values: RequestValues;
  /** Path, query, header, cookie, then body; in each, the order of the description. */
  readonly violations: readonly Violation[];
  /** The same for people: the most telling first, without the branches that were not meant. */
  readonly forPeople: () => readonly Violation[];
}

interface RequestJudgeOptions {
  /** Also refuses query parameters that the description does not name. Default: they are ignored. */
  readonly strictQuery?: boolean;
}

/** Judges a request whose path was matched; `captures` holds the raw values of the path's parameters. */
export type RequestJudge = (
  request: RawRequest,
  captures: ReadonlyMap<string, string>,
  options?: RequestJudgeOptions,
) => RequestJudgement;

const LOCATIONS: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];

/** @throws Error where a schema of the operation cannot be compiled. */
export function compileRequestJudge(description: Description, operation: Operation): RequestJudge {
  const locations = LOCATIONS.map((location) => compileLocation(description, operation, location));
  const [path, query, headers, cookies] = locations;
  const judgeBody = compileBodyJudge(description, operation);
  const refuseUnknown = compileUnknownQueryJudge(description, operation);
  return (request, captures, options = {}) => {
    const raw = rawParameters(request, captures);
    const violations: Violation[] = [];
    const values = {
      path: path?.(raw, violations) ?? {},
      query: query?.(raw, violations) ?? {},
      headers: headers?.(raw, violations) ?? {},
      cookies: cookies?.(raw, violations) ?? {},
      body: judgeBody(request, violations),
    };
    if (options.strictQuery === true) violations.push(...refuseUnknown(raw.query));
    const { path: pathValues, query: queryValues, headers: header, cookies: cookie, body } = values;
    const parts = { path: pathValues, query: queryValues, header, cookie, body };
    const judged = { description, direction: 'request' as const, values: parts };
    return { values, violations, forPeople: () => forPeople(violations, judged) };
  };
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

type LocationJudge = (raw: RawParameters, violations: Violation[]) => Record<string, unknown>;

function compileLocation(
  description: Description,
  operation: Operation,
  location: ParameterLocation,
): LocationJudge | undefined {
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
  return (raw, violations) => {
    const values: Record<string, unknown> = {};
    const settled = new Set<string>();
    for (const one of compiled) {
      const decoded = decodeParameter(one.parameter, one.shape, raw, declared);
      if (decoded.kind === 'value') define(values, one.parameter.name, decoded.value);
      if (decoded.kind === 'malformed') violations.push(malformedParameter(one.parameter, decoded));
      if (decoded.kind === 'malformed' || (decoded.kind === 'value' && decoded.isWithoutValue)) {
        settled.add(one.parameter.name);
      }
    }
    const judged = { value: values, document: description.document };
    const isEmpty = mayBeEmpty && Object.keys(values).length === 0; // then there is nothing to compile for
    const errors = (isEmpty ? [] : judgeValue(validate(), values)).filter(
      (error) => !settled.has(parameterOf(error)),
    );
    violations.push(...errors.map((error) => schemaViolation(location, error, judged, parameters)));
    fillDefaults(values, parameters);
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

/** The parameter that an error is about: a malformed one is not also missing, one without a value has no type. */
function parameterOf({ instancePath, params }: SchemaError): string {
  return instancePath === '' ? String(params['missingProperty']) : (parsePointer(instancePath)[0] ?? '');
}

function fillDefaults(values: Record<string, unknown>, parameters: readonly Parameter[]): void {
  for (const parameter of parameters) {
    if (parameter.default !== undefined && !Object.hasOwn(values, parameter.name)) {
      define(values, parameter.name, parameter.default);
    }
  }
}

/** Sets an own member, also one that is called `__proto__`. */
function define(values: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') values[name] = value;
  else Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true });
}
