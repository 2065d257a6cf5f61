import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';

/** Values that are known to work on a target: identifiers of its items, bodies that it accepts. */
export interface TargetData {
  /** By the parameter's name, for all operations with such a parameter. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** By `operationId` or `METHOD /path`; takes precedence over `parameters`. */
  readonly operations?: Readonly<Record<string, OperationData>>;
}

export interface OperationData {
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** In place of the one that is made up. Sent as it is, but for the members that `unique` names. */
  readonly body?: unknown;
  /** The names of members of `body` that have to differ in each request. */
  readonly unique?: readonly string[];
}

type Addressed = Pick<Operation, 'id' | 'method' | 'path'>;

/** Returns the data for an operation, by either of its names. */
export function dataOf({ operations = {} }: TargetData, { id, method, path }: Addressed): OperationData {
  const name = [id, `${method} ${path}`].find((one) => Object.hasOwn(operations, one));
  return (name === undefined ? undefined : operations[name]) ?? {};
}

/** Returns the names of the members of a given body that have to differ; undefined where no body is given. */
export function uniqueOfGiven(data: TargetData, operation: Addressed): readonly string[] | undefined {
  const { body, unique = [] } = dataOf(data, operation);
  return body === undefined ? undefined : unique;
}

/** Returns the given value for a parameter of an operation; undefined where there is none. */
export function givenValue(
  data: TargetData,
  operation: Addressed,
  { name }: Pick<Parameter, 'name'>,
): unknown {
  const places = [dataOf(data, operation).parameters ?? {}, data.parameters ?? {}];
  return places.find((place) => Object.hasOwn(place, name))?.[name];
}
