import type { Example } from '../../../description/model/example.ts';
import type { Operation } from '../../../description/model/operation.ts';

/** Only what stands in `examples` has a name that means something. */
const NAMED = /\/examples\/[^/]+\/(value|dataValue|serializedValue)$/;

/** Returns the statuses of the responses that have an example of the same name: it shows what the request is answered. */
export function pairedStatuses({ responses }: Operation, { name, pointer }: Example): readonly string[] {
  if (!NAMED.test(pointer)) return [];
  return responses
    .filter(({ content }) =>
      content.some(({ examples }) => examples.some((one) => one.name === name && NAMED.test(one.pointer))),
    )
    .map(({ status }) => status);
}

/** True for an example of a request that is shown to be refused. */
export function isShownRefused(operation: Operation, example: Example): boolean {
  const statuses = pairedStatuses(operation, example);
  return statuses.length > 0 && statuses.every((status) => /^[45]/.test(status));
}

/** Returns the examples, those last that are shown to be refused. */
export function likeliestFirst(operation: Operation, examples: readonly Example[]): readonly Example[] {
  const isRefused = (example: Example) => isShownRefused(operation, example);
  return [...examples.filter((one) => !isRefused(one)), ...examples.filter(isRefused)];
}
