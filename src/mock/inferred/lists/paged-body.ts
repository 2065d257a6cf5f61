import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import type { BehaviourRequest } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { responseValidator } from '../responses/fitting-tools.ts';
import { fillPageMembers } from './page-envelope.ts';
import { isPagedByToken, pageLinks } from './page-links.ts';
import { isPagingName } from './page-position.ts';
import { selectPage } from './paging.ts';
import { queryEntries, type Query } from './query-entries.ts';
import { isSortingName } from './sorting.ts';

/**
 * Cuts the page that a query selects out of the documented example of a list that is not a collection. Filters are
 * ignored: an example does not show which other items exist. Returns the body unchanged when the page would break the
 * schema.
 */
export function pagedBody(
  description: Description,
  operation: Operation,
  request: Pick<BehaviourRequest, 'path' | 'query'>,
  body: unknown,
): unknown {
  const query = pagingAndSorting(request.query);
  const schema = successContent(operation)?.schema;
  const envelope = operation.method === 'GET' && schema !== undefined ? listIn(body) : undefined;
  if (schema === undefined || envelope === undefined || Object.keys(query).length === 0) return body;
  const items = atPointer(body, formatPointer(envelope)) as readonly Item[];
  const key = ['id', '_id', 'uuid', 'key', 'name'].find((name) => items[0]?.[name] !== undefined) ?? 'id';
  const page = selectPage(items, query, { key, parameters: operation.parameters });
  const links = once(() => pageLinks(operation, { ...request, query } as BehaviourRequest, page, key));
  const options = { key, links, isByToken: isPagedByToken(operation) };
  const paged = fillPageMembers(setAt(body, envelope, page.items), page, envelope.at(-1), options);
  return responseValidator(description, schema)(paged).length === 0 ? paged : body;
}

/** Returns the parameters of a query that page or sort. */
function pagingAndSorting(query: Query): Query {
  const entries = Object.entries(query).filter(([name, value]) =>
    queryEntries({ [name]: value }).every((entry) => isPagingName(entry.name) || isSortingName(entry.name)),
  );
  return Object.fromEntries(entries);
}

/** Returns the place of the only list of objects: the body itself, or one of its members. */
function listIn(body: unknown): readonly string[] | undefined {
  if (isList(body)) return [];
  const lists = isObject(body) ? Object.entries(body).filter(([, value]) => isList(value)) : [];
  const [only] = lists;
  return only === undefined || lists.length > 1 ? undefined : [only[0]];
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
