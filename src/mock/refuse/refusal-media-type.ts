import { boundedlyMemoised, weaklyMemoised } from '../../base/memoise.ts';
import type { MediaType } from '../../description/model/media-type-object.ts';
import { responseFor, type Operation, type Response } from '../../description/model/operation.ts';
import { negotiate } from '../../http/content-negotiation.ts';
import { isJsonContent } from '../../http/media-type.ts';

/** The media type that a refusal is written in. */
export interface DocumentedRefusal {
  readonly mediaType: MediaType;
  /** True when it is documented for this status, false when it is that of another 4xx. */
  readonly isExact: boolean;
}

/** Returns that of the status, else that of the nearest documented 4xx; undefined where there is none. */
export function documentedRefusal(
  operation: Operation,
  status: number,
  accept: string | undefined,
): DocumentedRefusal | undefined {
  const documented = responseFor(operation, status);
  const accepted = acceptedContent(documented, accept);
  return accepted ? { mediaType: accepted, isExact: true } : usualRefusal(operation)(status);
}

/** The refusals of each operation where `Accept` chooses nothing. */
const usualRefusal = weaklyMemoised((operation: Operation) =>
  boundedlyMemoised((status: number): DocumentedRefusal | undefined => {
    const documented = responseFor(operation, status);
    const exact = jsonContent(documented) ?? documented?.content[0];
    if (exact) return { mediaType: exact, isExact: true };
    const others = operation.responses
      .filter((response) => /^4\d\d$/.test(response.status))
      .toSorted(
        (left, right) => Math.abs(Number(left.status) - status) - Math.abs(Number(right.status) - status),
      );
    const borrowed = others.map(jsonContent).find((mediaType) => mediaType !== undefined);
    return borrowed && { mediaType: borrowed, isExact: false };
  }),
);

/** Returns the media type that `Accept` prefers, JSON first for `*∕*`; undefined when there is nothing to choose. */
function acceptedContent(response: Response | undefined, accept: string | undefined): MediaType | undefined {
  const ranges = response?.content.map(({ range }) => range) ?? [];
  if (accept === undefined || ranges.length < 2) return undefined;
  const json = ranges.find((range) => isJsonContent({ range }));
  const best = negotiate(accept, [...(json === undefined ? [] : [json]), ...ranges]);
  return response?.content.find(({ range }) => range === best);
}

function jsonContent(response: Response | undefined): MediaType | undefined {
  return response?.content.find(isJsonContent);
}
