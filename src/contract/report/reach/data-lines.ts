import { exactJsonIn, exactText } from '../../../base/exact-json.ts';
import { isObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';

/**
 * Returns the lines of a `--data` file with which a request of the operation can be made to work: its parameters that
 * are required, or its body, with the values that were refused.
 */
export function dataLines({ id, parameters, requestBody }: Operation, body: string | undefined): string {
  const required = parameters.filter(
    ({ required: isRequired, location }) => isRequired && location !== 'header',
  );
  const names = required.map(({ name }) => `${exactText(name)}: …`);
  const value = requestBody === undefined ? undefined : jsonOf(body);
  const isUnknown = body === undefined && requestBody?.required === true;
  const parts = [
    ...(names.length > 0 ? [`parameters: { ${names.join(', ')} }`] : []),
    ...(value === undefined ? [] : [`body: ${exactText(value)}`]),
    ...(isUnknown ? ['body: …'] : []),
  ];
  if (parts.length === 0) return `look at ${id}: it was asked as its description says`;
  const key = /^\w+$/.test(id) ? id : exactText(id);
  return `say what works with --data FILE: operations: { ${key}: { ${parts.join(', ')} } }`;
}

/** Only objects: the values of others say nothing. */
function jsonOf(text = ''): unknown {
  const value = exactJsonIn(text);
  return isObject(value) ? value : undefined;
}
