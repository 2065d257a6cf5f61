import { isJsonRange, type MediaType } from '../model/media-type-object.ts';
import type { Operation, Response } from '../model/operation.ts';

/** Returns the lowest documented success, or `default` if neither a success nor a redirection is documented. */
export function successOf({ responses }: Operation): Response | undefined {
  const [success] = responses
    .filter(({ status }) => status.startsWith('2'))
    .toSorted((left, right) => (left.status < right.status ? -1 : 1));
  if (success !== undefined || responses.some(({ status }) => status.startsWith('3'))) return success;
  return responses.find(({ status }) => status === 'default');
}

/** Returns the JSON content of an operation's success; XML or YAML where there is no JSON. */
export function successContent(operation: Operation): MediaType | undefined {
  const content = successOf(operation)?.content ?? [];
  return content.find(({ range }) => isJsonRange(range)) ?? content.find(isStructured);
}

/** Returns the content of a request that may hold an item. */
export function sentContent({ requestBody }: Operation): MediaType | undefined {
  const content = requestBody?.content ?? [];
  return content.find(({ range }) => /[/+]json\b|form/i.test(range)) ?? content.find(isStructured);
}

function isStructured({ range, schema }: MediaType): boolean {
  return schema !== undefined && /[/+](xml|yaml)\b/i.test(range);
}
