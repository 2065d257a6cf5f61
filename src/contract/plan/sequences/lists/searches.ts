import { asWritten, expected } from '../../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../../description/resources/conventions/identifying-names.ts';
import { LIST_PARAMETERS } from '../../../../description/resources/conventions/list-parameter-names.ts';
import { REFERENCE, spelling } from '../../../../description/resources/naming.ts';
import type { Parameter } from '../../../../description/model/parameter.ts';
import { shapeOf } from '../../../../description/schemas/value-shape.ts';
import type { Bindings } from '../../../case/bindings.ts';
import type { Case } from '../../../case/case.ts';
import type { Planning } from '../../requests/planning.ts';
import { ListDraft, listedIn, type Looking } from './looking.ts';

const SEARCH = asWritten(expected(LIST_PARAMETERS.textSearch));

const NATURAL = asWritten(expected(IDENTIFYING.naturalKey));

const ITEM = 'holder';

/** The names of the texts that are searched for. */
export const TEXTS = ['text1', 'text2', 'text3'];

/** Makes the case that searches a list by texts of one of its items. */
export function bySearch(looking: Looking): readonly Case[] {
  const { list, place } = looking;
  const parameter = list.parameters.find((one) => isSearch(looking, one));
  const members = parameter === undefined ? [] : textMembers(looking);
  if (parameter === undefined || members.length === 0) return [];
  const asking = new ListDraft(looking);
  const listing = { from: 'listed' as const, ...listedIn(looking), members };
  const bind: Bindings = {
    [ITEM]: { ...listing, take: 'textHolder' },
    ...textsBound({ ...looking, parameter }),
  };
  const by = asking.all('list', bind);
  const lists = TEXTS.flatMap((name, index) => {
    const shown = asking.with(`search ${index + 1}`, new Map(), { bound: { [parameter.name]: name } });
    return shown === undefined ? [] : [shown.index];
  });
  const [first] = lists;
  if (by === undefined || first === undefined) return [];
  const steps = { by: by.index, shown: first, at: place.envelope };
  asking.draft.laws.push({ kind: 'searched', ...steps, key: place.key, item: ITEM, lists });
  return asking.toCase(`search/${parameter.name}`);
}

/** Binds texts of an item of the list, as far as the parameter may have them. */
export function textsBound(
  searching: Pick<Looking, 'item' | 'place'> & { readonly parameter: Parameter },
): Bindings {
  const listing = { from: 'listed', ...listedIn(searching), members: textMembers(searching) } as const;
  const schema = searching.parameter.schema.pointer;
  return Object.fromEntries(
    TEXTS.map((name, number) => [name, { ...listing, take: 'text' as const, number, schema }]),
  );
}

function isSearch({ planning, item }: Looking, parameter: Parameter): boolean {
  const { name, required } = parameter;
  const isMember = item.propertyNames.some((one) => spelling(one) === spelling(name));
  return !required && !isMember && SEARCH.test(name) && isFreeText(planning, parameter);
}

/** True for a parameter of the query that takes any text. */
export function isFreeText({ description }: Planning, { location, content, schema }: Parameter): boolean {
  const { primitives, strings, allowsArray } = shapeOf(description.document, schema);
  const isText = primitives.includes('string') && strings.size === 0 && !allowsArray;
  return location === 'query' && content === undefined && isText;
}

/** The members that are texts in free form, names first. */
function textMembers({ item }: Pick<Looking, 'item'>): readonly string[] {
  const texts = item.propertyNames.filter((name) => {
    const shape = item.property(name);
    const isText = shape?.isKnown === true && shape.primitives.includes('string') && shape.strings.size === 0;
    return isText && !REFERENCE.test(name);
  });
  return [...texts.filter((name) => NATURAL.test(name)), ...texts.filter((name) => !NATURAL.test(name))];
}
