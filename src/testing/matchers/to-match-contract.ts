import { memoised, weaklyMemoised } from '../../base/memoise.ts';
import { placesInFiles } from '../../contract/report/text/place-in-file.ts';
import { validatorOf } from '../../contract/run/run-cases.ts';
import type { DescriptionSource } from '../../description/load/load-description.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { loadDescriptionSync } from '../../bundled/load-description.ts';
import { findOperations } from './find-operation.ts';
import { receivedResponse, type ReceivedResponse } from './received-response.ts';

/** What a response tells too little of. */
export interface MatchOptions {
  /** The method of the request; only a response of fetch does not tell it. Default there: GET. */
  readonly method?: string;
  /** The id of the operation, or `METHOD /path`; default: found by method and path. */
  readonly operation?: string;
}

/** The result of a matcher, as Jest and Vitest take it. */
export interface MatchResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Tells whether a response of fetch, supertest or axios fits the description of its operation: status, media type, header
 * fields and body. That of fetch is read in a promise. @throws TypeError for what is no response
 */
export function toMatchContract(
  received: unknown,
  description: Description | DescriptionSource,
  options: MatchOptions = {},
): MatchResult | Promise<MatchResult> {
  const loaded = descriptionOf(description);
  const response = receivedResponse(received);
  if (response === undefined) {
    throw new TypeError('toMatchContract takes a response of fetch, supertest or axios');
  }
  const judge = (one: ReceivedResponse) => judgeResponse(one, loaded, options);
  return response instanceof Promise ? response.then(judge) : judge(response);
}

const ofFile = memoised((file: string) => loadDescriptionSync(file));

const ofObject = weaklyMemoised((document: Exclude<DescriptionSource, string>) =>
  loadDescriptionSync(document),
);

function descriptionOf(description: Description | DescriptionSource): Description {
  if (typeof description === 'string') return ofFile(description);
  return isDescription(description) ? description : ofObject(description);
}

function isDescription(description: Description | object): description is Description {
  return 'operationById' in description;
}

const placesOf = weaklyMemoised((description: Description) => placesInFiles(description));

function judgeResponse(
  received: ReceivedResponse,
  description: Description,
  { method = received.method ?? 'GET', operation: id }: MatchOptions,
): MatchResult {
  const { target, response } = received;
  const request = `${method.toUpperCase()} ${target}`;
  const operation =
    id === undefined ? findOperations(description, { method, target })[0] : description.operationById(id);
  if (operation === undefined) return noOperation(received, description, request, id);
  const { rankedViolations } = validatorOf(description).response(operation)(response, method.toUpperCase());
  const violations = rankedViolations();
  const lines = violations.flatMap(({ sentence, descriptionPointer }) => {
    const place = placesOf(description)(descriptionPointer);
    return [`  ${sentence}`, `    described at ${place ?? ''}#${descriptionPointer}`];
  });
  const subject = `${request} (${operation.id}) was answered ${response.status}`;
  return {
    pass: violations.length === 0,
    message: () =>
      violations.length === 0
        ? `${subject}, which fits the description`
        : [`${subject}, which breaks the description:`, ...lines].join('\n'),
  };
}

function noOperation(
  { target }: ReceivedResponse,
  description: Description,
  request: string,
  id: string | undefined,
): MatchResult {
  const others = findOperations(description, { method: undefined, target }).map(nameOf);
  const advice =
    others.length === 0
      ? ''
      : `: of its path there is ${others.join(', ')} (say which with { method } or { operation })`;
  const what = id === undefined ? `operation for ${request}` : `operation ${id}`;
  return { pass: false, message: () => `the description has no ${what}${advice}` };
}

function nameOf({ method, path, id }: Operation): string {
  return id.includes(' ') ? id : `${method} ${path} (${id})`;
}
