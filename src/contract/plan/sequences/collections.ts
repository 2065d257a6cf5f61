import { exactText } from '../../../base/exact-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import {
  ANY,
  boundOf,
  filtersOf,
  limitOf,
  listPlaceOf,
  pagingOf,
  sortingsOf,
} from '../../../description/resources/list-parameters.ts';
import { isSwitch, memberFiltersOf } from '../../../description/resources/member-filters.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Case } from '../../case/case.ts';
import { withValue } from '../requests/other-values.ts';
import type { ResourceMaker } from '../requests/planning.ts';
import { sentItem, sentPlace } from '../requests/sent-item.ts';
import type { Template } from '../requests/template.ts';
import { violationsOf } from '../requests/valid-template.ts';
import { byCursor } from './cursors.ts';
import { begin, FEW, listed, MANY, MOST, type Context } from './list-sequence.ts';

/** Makes the cases that read lists in pages, filtered and sorted, with a few items of their own where possible. */
export const makeCollections: ResourceMaker = (planning, resource) => {
  const { list } = resource;
  if (!planning.mayCreate) return [];
  const found = listPlaceOf(planning.description, resource);
  if (list === undefined || found === undefined) return [];
  const context = { planning, resource, list, ...found };
  return [...inPages(context), ...byCursor(context), ...filtered(context), ...sorted(context)];
};

const PAGES = [0, 1, 2];

function inPages(context: Context): readonly Case[] {
  const { planning, list, place } = context;
  const paging = pagingOf(planning.description, list);
  if (paging === undefined) return shortPage(context);
  const limit = Math.max(FEW, boundOf(paging.limit, 'minimum') ?? 1);
  if (limit > MOST) return [];
  const { draft } = begin(context, 'pages');
  const first = paging.kind === 'offset' ? 0 : firstPage(paging.place);
  const all = new Map([[paging.limit, boundOf(paging.limit, 'maximum') ?? MANY]]);
  const shown = listed(planning, draft, 'list all', all);
  const pages = PAGES.map((page) =>
    listed(
      planning,
      draft,
      `page ${page + 1}`,
      new Map([
        [paging.limit, limit],
        [paging.place, paging.kind === 'offset' ? page * limit : page + (first ?? 1)],
      ]),
    ),
  ).filter((page) => page !== undefined);
  const again = listed(planning, draft, 'list all again', all);
  if (shown === undefined || again === undefined || pages.length < 2) return [];
  draft.laws.push({
    kind: 'pages',
    by: shown.index,
    shown: shown.index,
    at: place.envelope,
    key: place.key,
    pages: pages.map(({ index }) => index),
    again: again.index,
    limit,
    isFromStart: first !== undefined,
  });
  return draft.toCase('pages', { about: list, exclusive: true });
}

/** Asks for fewer items than there are, where nothing else tells pages apart. */
function shortPage(context: Context): readonly Case[] {
  const { planning, list, place } = context;
  const limit = limitOf(planning.description, list);
  if (limit === undefined || (boundOf(limit, 'minimum') ?? 1) > FEW) return [];
  const { draft } = begin(context, 'limit');
  const all = listed(planning, draft, 'list all', new Map([[limit, boundOf(limit, 'maximum') ?? MANY]]));
  const shown = listed(planning, draft, 'list a few', new Map([[limit, FEW]]));
  if (all === undefined || shown === undefined) return [];
  const steps = { by: all.index, shown: shown.index, at: place.envelope };
  draft.laws.push({ kind: 'limited', ...steps, key: place.key, limit: limit.name });
  return draft.toCase('limit', { about: list });
}

/** Returns the number of the first page; undefined where it may be 0 or 1. */
function firstPage(place: Parameter): number | undefined {
  const said = [place.default, boundOf(place, 'minimum')].find((one) => one === 0 || one === 1);
  return typeof said === 'number' ? said : undefined;
}

/** Filters by each value of the case's own items: these are listed, and nothing else. */
function filtered(context: Context): readonly Case[] {
  const { planning, list, place, item } = context;
  const filters = memberFiltersOf(planning.description, list, item);
  return filtersOf(planning.description, list, item).flatMap((parameter) => {
    const choices = choicesOf(context, parameter);
    const envelope = createdEnvelope(context);
    const sentIn = (template: Template) => sentItem(template, envelope)?.[parameter.name];
    const adjust = (template: Template, index: number) => {
      if (choices.length === 0 || sentIn(template) === undefined) return template;
      const pointer = formatPointer([...sentPlace(template, envelope), parameter.name]);
      const other = withValue(template, pointer, choices[index % choices.length]);
      return violationsOf(planning, other).length === 0 ? other : template;
    };
    const { draft, made } = begin(context, `filter ${parameter.name}`, { adjust });
    for (const [index, { template, item: name, step }] of made.entries()) {
      const value = sentIn(template);
      const isNew = made.findIndex((one) => sentIn(one.template) === value) === index;
      if (value === undefined || value === null || typeof value === 'object' || !isNew) continue;
      if (ANY.test(String(value))) continue;
      const title = `list by ${parameter.name} ${exactText(value)}`;
      const shown = listed(planning, draft, title, new Map([[parameter, value]]));
      if (shown === undefined) continue;
      const steps = { by: shown.index, shown: shown.index, at: place.envelope };
      const own = isSwitch(filters, parameter) ? { isSwitch: true } : {};
      draft.laws.push({ kind: 'filtered', ...steps, name: parameter.name, value, ...own });
      const created = { by: step.index, key: place.key, item: name, asPlanned: true } as const;
      draft.laws.push({ kind: 'createdListed', ...steps, ...created });
    }
    return draft.toCase(`filter/${parameter.name}`, { about: list });
  });
}

/** Returns where the item is in the response to its create; a request mostly has it in the same place. */
function createdEnvelope({ planning, resource }: Context): readonly string[] {
  const schema = resource.create && successContent(resource.create)?.schema;
  return itemPlaceIn(planning.description, schema, resource)?.envelope ?? [];
}

/** Returns the values of a parameter that has only a few: there will be an item with each. */
function choicesOf({ planning }: Context, { schema }: Parameter): readonly unknown[] {
  const { strings, primitives } = shapeOf(planning.description.document, schema);
  return primitives.includes('boolean') ? [true, false] : [...strings].filter((choice) => !ANY.test(choice));
}

/** The most orders of one list that are tested. */
const MOST_ORDERS = 10;

function sorted(context: Context): readonly Case[] {
  const { planning, list, place, item } = context;
  const sortings = sortingsOf(planning.description, list, item).slice(0, MOST_ORDERS);
  if (sortings.length === 0) return [];
  const { draft } = begin(context, 'sort');
  for (const { values, name, order } of sortings) {
    const shown = listed(planning, draft, `list by ${[...values.values()].join(' ')}`, values);
    if (shown === undefined) continue;
    const steps = { by: shown.index, shown: shown.index, at: place.envelope };
    draft.laws.push({ kind: 'sorted', ...steps, name, order });
  }
  return draft.toCase('sort', { about: list });
}
