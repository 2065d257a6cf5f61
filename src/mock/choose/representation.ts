import { namedCaptures } from '../match/router.ts';
import type { Suggest } from '../../generate/suggest.ts';
import { NO_BODY } from '../../http/message.ts';
import type { Validators } from '../behaviour/preconditions.ts';
import { pathOf } from '../../http/request-target.ts';
import type { Api } from '../api.ts';
import { chooseBehaviour } from './choose-behaviour.ts';
import { pagedBody } from '../inferred/lists/paged-body.ts';
import { matchPath } from '../match/match-path.ts';
import { documentedResponse } from '../respond/documented-response.ts';
import { entityTag, tagIn } from '../respond/entity-tag.ts';
import { lastModified } from '../respond/headers/last-modified.ts';
import { parsePreferences } from '../respond/prefer.ts';
import { encodeResponse } from '../respond/respond.ts';
import type { Transaction } from '../state/transaction.ts';

/**
 * Reads the validators of what GET would answer at a target, as a transaction sees it; undefined when GET is not
 * described there, or would not succeed. Each media type of the response has a tag, the default one first.
 */
export async function readRepresentation(
  api: Api,
  target: string,
  tx: Transaction,
  suggest: Suggest,
): Promise<Validators | undefined> {
  const request = { method: 'GET', target: pathOf(target), headers: {}, body: NO_BODY };
  const { match } = matchPath(api, request);
  if (match.kind !== 'matched') return undefined;
  const { operation } = match;
  const { values } = api.validator.request(operation)(request, namedCaptures(operation, match.captures), api);
  const behaved = await chooseBehaviour(api, operation)?.behaviour({ ...values, operation }, tx);
  if (behaved !== undefined && behaved.status >= 300) return undefined;
  const { description, seed, examplesAsIs, strictValues } = api;
  const details = { ...parsePreferences({}), accept: undefined, target: request.target, path: values.path };
  const documented =
    behaved?.body === undefined
      ? documentedResponse({ description, seed, examplesAsIs, strictValues, suggest }, operation, details)
      : undefined;
  const shown = documented?.kind === 'response' ? documented.response : behaved;
  if (shown === undefined || shown.status >= 300) return undefined;
  const body = documented === undefined ? shown.body : pagedBody(description, operation, values, shown.body);
  const ranges = operation.responses.flatMap(({ content }) => content.map(({ range }) => range));
  const tags = [undefined, ...new Set(ranges)].flatMap((accept) => {
    const response = encodeResponse({ ...shown, body }, operation, api.validator, accept);
    return tagIn(response.headers) ?? entityTag(response) ?? [];
  });
  return { tags: [...new Set(tags)], lastModified: lastModified(body) };
}
