import type { Header } from '../../../description/model/media-type-object.ts';
import { successContent, successOf } from '../../../description/resources/body-content.ts';
import { showItem } from '../items/shown-item.ts';
import { withCounts, type PageAddresses } from '../lists/page-envelope.ts';
import { isPagedByToken, linkField, pageAddresses } from '../lists/page-links.ts';
import { pageOf, type ListPage } from '../lists/paging.ts';
import type { Act, CollectionContext } from './operation-context.ts';

/** What stands for "there is no such page", the best first: schemas do not allow all of them. */
const NONE = [null, undefined, '', 0] as const;

/** Lists the page that the query asks for. */
export function listItems({ description, model }: CollectionContext): Act {
  const { resource, key } = model;
  const place = model.list?.place ?? { envelope: [], key };
  const schema = resource.list && successContent(resource.list)?.schema;
  const show = showItem(description, model, schema, place);
  const names = [...model.properties.keys()];
  return ({ operation, request, opened, writer }) => {
    const { parameters } = operation;
    const page = pageOf(opened.own(), request.query, { key, names, parameters });
    const addresses = pageAddresses(operation, request, page, key);
    const isByToken = isPagedByToken(operation);
    const [listName] = place.envelope.slice(-1);
    const finishes = NONE.map(
      (none) => (body: unknown) => withCounts(body, page, listName, { key, addresses, isByToken, none }),
    );
    const body = writer.write(place.envelope, page.items.map(show), finishes);
    const headers = pageHeaders(successOf(operation)?.headers ?? [], page, addresses);
    return { status: writer.status, headers, body };
  };
}

/** Documented header fields that speak of the page. */
function pageHeaders(
  documented: readonly Header[],
  page: ListPage,
  addresses: PageAddresses,
): Readonly<Record<string, string>> {
  const entries = documented.flatMap(({ name }): [string, string][] => {
    const value = headerFor(name.toLowerCase(), page, addresses);
    return value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return Object.fromEntries(entries);
}

function headerFor(name: string, page: ListPage, addresses: PageAddresses): string | undefined {
  const { items, total, offset, limit, firstPage } = page;
  const last = offset + Math.max(items.length, 1) - 1;
  const size = limit ?? Math.max(total, 1);
  if (/total[-_]?pages?$|page[-_]?count$/.test(name)) return String(Math.ceil(total / size));
  if (/total|^x-count$/.test(name)) return String(total);
  if (/(^|-)per[-_]?page$|page[-_]?size$/.test(name)) return String(limit ?? items.length);
  if (/^(x-)?(current[-_]?)?page$/.test(name))
    return String(page.page ?? Math.floor(offset / size) + firstPage);
  if (name === 'link') return linkField(addresses);
  return name === 'content-range' ? `items ${offset}-${last}/${total}` : undefined;
}
