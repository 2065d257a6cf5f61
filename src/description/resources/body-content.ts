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

/** Returns the response to a request that had its effect: the success, else the lowest redirection. */
export function outcomeOf(operation: Operation): Response | undefined {
  const redirections = operation.responses.filter(({ status }) => status.startsWith('3') && status !== '304');
  const [lowest] = redirections.toSorted((left, right) => (left.status < right.status ? -1 : 1));
  return successOf(operation) ?? lowest;
}

/** True when an operation documents responses, and all of them are refusals: then no request has an effect. */
export function documentsRefusalsOnly(operation: Operation): boolean {
  return operation.responses.length > 0 && outcomeOf(operation) === undefined;
}

/** Returns the JSON content of an operation's success; XML or YAML, or that of any type, where there is no JSON. */
export function successContent(operation: Operation): MediaType | undefined {
  const content = successOf(operation)?.content ?? [];
  return (
    content.find(({ range }) => isJsonRange(range)) ?? content.find(isStructured) ?? content.find(isOpen)
  );
}

/** Returns the content of a request that may hold an item. */
export function sentContent({ requestBody }: Operation): MediaType | undefined {
  const content = requestBody?.content ?? [];
  const usual = content.find(({ range }) => /[/+]json\b|form/i.test(range));
  return usual ?? content.find(isStructured) ?? content.find(isOpen);
}

/** True for ranges that JSON is in: a schema beside one describes JSON. */
function isOpen({ range, schema }: MediaType): boolean {
  return schema !== undefined && /^(\*|\*\/\*|application\/\*)\s*(;|$)/i.test(range);
}

function isStructured({ range, schema }: MediaType): boolean {
  return schema !== undefined && /[/+](xml|yaml)\b/i.test(range);
}
