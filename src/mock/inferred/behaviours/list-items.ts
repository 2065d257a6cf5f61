import { setAt } from '../../../base/edit-json.ts';
import { once, weaklyMemoised } from '../../../base/memoise.ts';
import type { Header } from '../../../description/model/media-type-object.ts';
import { successContent, successOf } from '../../../description/resources/body-content.ts';
import { createItemView } from '../items/item-view.ts';
import { pageWriter, type PageLinks } from '../lists/page-envelope.ts';
import { isPagedByToken, linkField, pageLinks } from '../lists/page-links.ts';
import { pageOf, type ListPage } from '../lists/paging.ts';
import type { ResponseWriter } from '../responses/response-writer.ts';
import type { OperationHandler, CollectionContext } from './operation-context.ts';

/** Values of a link to a page that does not exist, the best first: the first one that the schema allows is used. */
const NO_PAGE_VALUES = [null, undefined, '', 0] as const;

/** Lists the page that the query selects. */
export function listItems({ description, model }: CollectionContext): OperationHandler {
  const { resource, key } = model;
  const place = model.list?.place ?? { envelope: [], key };
  const schema = resource.list && successContent(resource.list)?.schema;
  const view = createItemView(description, model, schema, place);
  const documentedHeaders = (resource.list && successOf(resource.list)?.headers) ?? [];
  const names = [...model.properties.keys()];
  const [listName] = place.envelope.slice(-1);
  const pageWriterOf = weaklyMemoised((writer: ResponseWriter) => {
    const body = place.envelope.length === 0 ? [] : setAt(writer.skeleton, place.envelope, []);
    const isByToken = resource.list !== undefined && isPagedByToken(resource.list);
    return pageWriter(body, listName, { key, isByToken });
  });
  return ({ operation, request, collection, writer }) => {
    const { parameters } = operation;
    const page = pageOf(collection.source(), request.query, { key, names, parameters });
    const links = once(() => pageLinks(operation, request, page, key));
    const writePage = pageWriterOf(writer);
    const body = writer.write(place.envelope, page.items.map(view), {
      ways: NO_PAGE_VALUES.length,
      bodyOf: (list, way) =>
        setAt(writePage(page, { links, none: NO_PAGE_VALUES[way] }), place.envelope, list),
    });
    const headers = pageHeaders(documentedHeaders, page, links);
    return { status: writer.status, headers, body };
  };
}

/** Returns the documented header fields that describe the page, with their values. */
function pageHeaders(
  documented: readonly Header[],
  page: ListPage,
  links: () => PageLinks,
): Readonly<Record<string, string>> {
  if (documented.length === 0) return NO_HEADERS;
  const entries = documented.flatMap(({ name }): [string, string][] => {
    const value = headerFor(name.toLowerCase(), page, links);
    return value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return Object.fromEntries(entries);
}

const NO_HEADERS = {};

function headerFor(name: string, page: ListPage, links: () => PageLinks): string | undefined {
  const { items, total, offset, limit, firstPage } = page;
  const last = offset + Math.max(items.length, 1) - 1;
  const size = limit ?? Math.max(total, 1);
  if (/total[-_]?pages?$|page[-_]?count$/.test(name)) return String(Math.ceil(total / size));
  if (/total|^x-count$/.test(name)) return String(total);
  if (/(^|-)per[-_]?page$|page[-_]?size$/.test(name)) return String(limit ?? items.length);
  if (/^(x-)?(current[-_]?)?page$/.test(name))
    return String(page.page ?? Math.floor(offset / size) + firstPage);
  if (name === 'link') return linkField(links());
  return name === 'content-range' ? `items ${offset}-${last}/${total}` : undefined;
}
