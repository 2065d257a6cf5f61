import type { ParameterLocation } from '../../../description/model/parameter.ts';
import type { RequestValues } from '../../../validation/validate-request.ts';

/** Returns the values of the parameters at a location, by name. */
export function valuesAt(
  { path, query, headers, cookies }: RequestValues,
  location: ParameterLocation,
): Readonly<Record<string, unknown>> {
  return { path, query, header: headers, cookie: cookies }[location];
}
