import { canExpress } from '../../conformance/parameter-codec.ts';
import { formatPointer } from '../../spec/json-pointer.ts';
import type { Operation } from '../../spec/operation.ts';
import type { Parameter } from '../../spec/parameter.ts';
import type { Resource } from '../../spec/resource.ts';
import { shapeOf } from '../../spec/value-shape.ts';
import type { Case } from '../case.ts';
import {
  ANY,
  boundOf,
  filtersOf,
  listPlaceOf,
  pagingOf,
  sortingsOf,
  type ListPlace,
} from '../list-parameters.ts';
import { violationsOf, type Planning } from '../planning.ts';
import { sentItem } from '../sent-item.ts';
import { SequenceDraft, type Drafted } from '../sequence-draft.ts';
import type { Template } from '../template.ts';
import { tokenOf, uniqueTemplate } from '../unique.ts';
import { varied, withValue } from '../vary.ts';

/** Lists in pages, filtered and sorted, with a few items of their own in them where some can be made. */
export function makeCollections(planning: Planning): readonly Case[] {
  return planning.resources.flatMap((resource) => {
    const { list } = resource;
    const found = listPlaceOf(planning.description, resource);
    if (list === undefined || found === undefined) return [];
    const context = { planning, resource, list, ...found };
    return [...inPages(context), ...filtered(context), ...sorted(context)];
  });
}

interface Context extends ListPlace {
  readonly planning: Planning;
  readonly resource: Resource;
  readonly list: Operation;
}

/** In no order, neither as numbers nor as texts, so that sorting has something to do. */
const ROUNDS = [9, 30, 2, 17];

/** Makes a few items that differ, each as `adjust` wants it; none where none can be made. */
function begin(
  { planning, resource }: Context,
  name: string,
  adjust: (template: Template, index: number) => Template = (template) => template,
) {
  const draft = new SequenceDraft(planning, resource);
  const valid = planning.mayCreate ? draft.newItem() : undefined;
  const made: { readonly template: Template; readonly item: string; readonly step: Drafted }[] = [];
  for (const [index, round] of ROUNDS.entries()) {
    if (valid === undefined) break;
    const token = tokenOf(resource.itemPath, name, String(round));
    const other = adjust(varied(planning, valid, { round, unlike: {} }), index);
    const template = uniqueTemplate(planning, resource, other, token);
    const item = index === 0 ? resource.parameter : `${resource.parameter}${index + 1}`;
    const step = draft.create(`create number ${index + 1}`, { template, item, role: 'setup' });
    if (step !== undefined) made.push({ template, item, step });
  }
  const last = made.at(-1)?.step;
  if (last !== undefined) {
    const items = made.map(({ item }) => item);
    const steps = { by: last.index, shown: last.index };
    draft.laws.push({ kind: 'identifiersDiffer', ...steps, at: last.place?.envelope ?? [], items });
  }
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
    const choices = choicesOf(context, parameter);
    const { draft, made } = begin(context, `filter ${parameter.name}`, (template, index) => {
      if (choices.length === 0) return template;
      const pointer = formatPointer([parameter.name]);
      const other = withValue(template, pointer, choices[index % choices.length]);
      return violationsOf(planning, other).length === 0 ? other : template;
    });
    for (const [index, { template, item: name }] of made.entries()) {
      const value = sentItem(template, [])?.[parameter.name];
      const isNew = made.findIndex((one) => sentItem(one.template, [])?.[parameter.name] === value) === index;
      if (value === undefined || value === null || typeof value === 'object' || !isNew) continue;
      if (ANY.test(String(value))) continue;
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

/** The values of a parameter that has but a few: items are made of each. */
function choicesOf({ planning }: Context, { schema }: Parameter): readonly unknown[] {
  const { strings, primitives } = shapeOf(planning.description.document, schema);
  return primitives.includes('boolean') ? [true, false] : [...strings].filter((choice) => !ANY.test(choice));
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
