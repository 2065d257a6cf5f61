import type { ParameterLocation } from '../../../description/model/parameter.ts';
import type { RequestValues } from '../../../validation/validate-request.ts';

const MEMBERS = { path: 'path', query: 'query', header: 'headers', cookie: 'cookies' } as const;

/** Returns the values of the parameters at a location, by name. */
export function valuesAt(
  values: RequestValues,
  location: ParameterLocation,
): Readonly<Record<string, unknown>> {
  return values[MEMBERS[location]];
}
