import { canExpress } from '../../conformance/parameter-codec.ts';
import type { Operation } from '../../spec/operation.ts';
import type { Parameter } from '../../spec/parameter.ts';
import { listPlaceIn, successContent, type ItemPlace, type Resource } from '../../spec/resource.ts';
import { shapeOf, type ValueShape } from '../../spec/value-shape.ts';
import type { Case } from '../case.ts';
import { boundOf, filtersOf, pagingOf, sortingsOf } from '../list-parameters.ts';
import { violationsOf, type Planning } from '../planning.ts';
import { sentItem } from '../sent-item.ts';
import { SequenceDraft, type Drafted } from '../sequence-draft.ts';
import type { Template } from '../template.ts';
import { tokenOf, uniqueTemplate } from '../unique.ts';
import { varied } from '../vary.ts';

/** Lists in pages, filtered and sorted, with a few items of their own in them where some can be made. */
export function makeCollections(planning: Planning): readonly Case[] {
  return planning.resources.flatMap((resource) => {
    const { list } = resource;
    const schema = list && successContent(list)?.schema;
    const place = schema && listPlaceIn(planning.description, schema, resource);
    if (list === undefined || schema === undefined || place === undefined) return [];
    const item = place.envelope
      .reduce<ValueShape | undefined>(
        (shape, name) => shape?.property(name),
        shapeOf(planning.description.document, schema),
      )
      ?.item(0);
    if (item === undefined) return [];
    const context = { planning, resource, list, place, item };
    return [...inPages(context), ...filtered(context), ...sorted(context)];
  });
}

interface Context {
  readonly planning: Planning;
  readonly resource: Resource;
  readonly list: Operation;
  readonly place: ItemPlace;
  /** Of an item in the list. */
  readonly item: ValueShape;
}

/** In no order, neither as numbers nor as texts, so that sorting has something to do. */
const ROUNDS = [9, 30, 2];

/** Makes a few items that differ; none where none can be made. */
function begin({ planning, resource }: Context, name: string) {
  const draft = new SequenceDraft(planning, resource);
  const valid = planning.mayCreate ? draft.newItem() : undefined;
  const made = ROUNDS.flatMap((round): readonly { readonly template: Template; readonly item: string }[] => {
    if (valid === undefined) return [];
    const token = tokenOf(resource.itemPath, name, String(round));
    const other = varied(planning, valid, { round, unlike: {} });
    const template = uniqueTemplate(planning, resource, other, token);
    const item = round === 2 ? resource.parameter : `${resource.parameter}${round}`;
    const step = draft.create(`create number ${round}`, { template, item, role: 'setup' });
    return step === undefined ? [] : [{ template, item }];
  });
  return { draft, made };
}

/** A list with these parameters; undefined where that is no valid request. */
function listed(
  planning: Planning,
  draft: SequenceDraft,
  name: string,
  values: ReadonlyMap<Parameter, unknown>,
): Drafted | undefined {
  const template = draft.listTemplate();
  if (template === undefined) return undefined;
  const whole = { ...template, parameters: new Map([...template.parameters, ...values]) };
  const isExpressed = [...values].every(([parameter, value]) =>
    canExpress(parameter, shapeOf(planning.description.document, parameter.schema), value),
  );
  if (!isExpressed || violationsOf(planning, whole).length > 0) return undefined;
  return draft.list(name, values);
}

/** Items in a page: few, so that a few items fill several pages. */
const FEW = 2;

/** Pages of more items than this need more items than are made. */
const MOST = 5;

/** How many items are asked for where all are meant, and nothing says how many there may be. */
const MANY = 100;

const PAGES = [0, 1, 2];

function inPages(context: Context): readonly Case[] {
  const { planning, list, place } = context;
  const paging = pagingOf(planning.description, list);
  if (paging === undefined) return [];
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
  return draft.toCase('pages', { about: list, alone: true });
}

/** The number of the first page: undefined where it may be 0 or 1. */
function firstPage(place: Parameter): number | undefined {
  const said = [place.default, boundOf(place, 'minimum')].find((one) => one === 0 || one === 1);
  return typeof said === 'number' ? said : undefined;
}

/** By each value that an item of its own has: it is found, and nothing else. */
function filtered(context: Context): readonly Case[] {
  const { planning, list, place, item } = context;
  return filtersOf(planning.description, list, item).flatMap((parameter) => {
    const { draft, made } = begin(context, `filter ${parameter.name}`);
    for (const [index, { template, item: name }] of made.entries()) {
      const value = sentItem(template, [])?.[parameter.name];
      const isNew = made.findIndex((one) => sentItem(one.template, [])?.[parameter.name] === value) === index;
      if (value === undefined || value === null || typeof value === 'object' || !isNew) continue;
      const title = `list by ${parameter.name} ${JSON.stringify(value)}`;
      const shown = listed(planning, draft, title, new Map([[parameter, value]]));
      if (shown === undefined) continue;
      const steps = { by: shown.index, shown: shown.index, at: place.envelope };
      draft.laws.push({ kind: 'filtered', ...steps, name: parameter.name, value });
      draft.laws.push({ kind: 'createdListed', ...steps, key: place.key, item: name });
    }
    return draft.toCase(`filter/${parameter.name}`, { about: list });
  });
}

/** The most orders of one list that are tried. */
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
